// Extensions register with the global of this name, so it has to stand before they are imported.
import htmx from 'htmx.org';

(globalThis as { htmx?: typeof htmx }).htmx = htmx;

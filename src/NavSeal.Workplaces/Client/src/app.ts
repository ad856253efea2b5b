// Loaded on every page. Pages work without it: forms are posted and links followed by the browser itself.
import './app/htmx';

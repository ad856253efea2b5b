// Loaded on pages with a map only.
import { SealMapElement } from './map/element';

if (!customElements.get('seal-map')) customElements.define('seal-map', SealMapElement);

declare global {
  interface HTMLElementTagNameMap {
    'seal-map': SealMapElement;
  }
}

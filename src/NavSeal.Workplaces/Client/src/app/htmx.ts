// htmx as our content security policy allows it: no code from strings, no style element of its own, no other origin.
import htmx from 'htmx.org';
import './htmx-global';
import 'htmx-ext-sse';
import { Idiomorph } from 'idiomorph';

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

// Idiomorph's own extension turns text into code to read its options; the two styles below are all that pages use.
htmx.defineExtension('morph', {
  isInlineSwap: swapStyle => swapStyle === 'morph' || swapStyle === 'morph:outerHTML',
  handleSwap: (swapStyle, target, fragment) => {
    if (!swapStyle.startsWith('morph')) return false;
    const morphStyle = swapStyle === 'morph:innerHTML' ? 'innerHTML' : 'outerHTML';
    const fresh = (fragment as unknown as DocumentFragment).children;
    return Idiomorph.morph(target as Element, fresh, { morphStyle, ignoreActiveValue: true }) ?? true;
  },
} as Parameters<typeof htmx.defineExtension>[1]);

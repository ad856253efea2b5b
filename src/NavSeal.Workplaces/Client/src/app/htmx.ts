// htmx as our content security policy allows it: no code from strings, no style element of its own, no other origin. Streams are merged
// by board/live.ts, which keeps what the reader opened or typed.
import htmx from 'htmx.org';

htmx.config.allowEval = false;
htmx.config.allowScriptTags = false;
htmx.config.includeIndicatorStyles = false;
htmx.config.selfRequestsOnly = true;
htmx.config.historyCacheSize = 0;
htmx.config.refreshOnHistoryMiss = true;

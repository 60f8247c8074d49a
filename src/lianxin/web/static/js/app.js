// Everything the browser adds to pages that already work without it.
import "./hl-timer.js";
import "./hl-hotkeys.js";
import "./hl-list.js";
import "./hl-picker.js";
import "./live.js";
import "./requests.js";
import "./forms.js";
import "./drafts.js";
import "./dialogs.js";

// Everything above has run: what is only in the browser works from here on.
document.documentElement.dataset.ready = "";

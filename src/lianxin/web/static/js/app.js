// Everything the browser adds to pages that already work without it.
import "./hl-timer.js";
import "./hl-hotkeys.js";
import "./hl-list.js";
import "./hl-board.js";
import "./hl-picker.js";
import "./hl-files.js";
import "./hl-cover.js";
import "./presence.js";
import "./live.js";
import "./hl-call.js";
import "./requests.js";
import "./forms.js";
import "./drafts.js";
import "./intake.js";
import "./hl-flags.js";
import "./dialogs.js";
import "./choose.js";
import "./points.js";

// Everything above has run, and htmx has taken up the page's links and forms: what is only in the browser works from
// here on. htmx listens for the same moment and was loaded before us.
const ready = () => (document.documentElement.dataset.ready = "");
if (document.readyState === "complete") ready();
else document.addEventListener("DOMContentLoaded", ready);

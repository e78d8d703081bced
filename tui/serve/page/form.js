// textual.js begins at window.onload; what it leaves to its page is done here.
"use strict";
{
  const begin = window.onload;
  const open = window.open;

  // The key is used up: it need not stand in the address, nor be sent again.
  history.replaceState(null, "", "/");

  // What was told for the key, once: other ports of this machine get the cookie, but cannot read this.
  const told = document.querySelector('meta[name="page"]').content;
  if (told) localStorage.setItem("page", told);

  // A window opened long after the key that asked for the file would be blocked; a link is not.
  window.open = (url, ...rest) => {
    if (!String(url).startsWith(`${location.origin}/download/`)) return open.call(window, url, ...rest);
    const link = document.createElement("a");
    link.href = url;
    link.download = "";
    document.body.append(link);
    link.click();
    link.remove();
    return null;
  };

  window.onload = async (event) => {
    const terminal = document.getElementById("terminal");
    terminal.dataset.sessionWebsocketUrl = `ws://${location.host}/ws/${localStorage.getItem("page") ?? "-"}`;
    document.getElementById("again").onclick = () => location.reload();
    // The size of a cell is measured once, in the font that is there then.
    await document.fonts.load("16px 'Roboto Mono'").catch(() => []);
    try {
      begin.call(window, event);
    } catch {
      document.body.classList.add("-failed");
      return;
    }
    // Keys go to the form from the start; before the socket is open, textual.js could not tell it of the focus.
    new MutationObserver((_, observer) => {
      if (!document.body.classList.contains("-loaded")) return;
      observer.disconnect();
      document.querySelector(".xterm-helper-textarea")?.focus();
    }).observe(document.body, { attributeFilter: ["class"] });
  };
}

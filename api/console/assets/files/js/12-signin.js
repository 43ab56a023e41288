// The session ended while a part of a page was asked for: the page stays as it is, with
// what is typed, and says so at its top.
(() => {
  document.addEventListener("htmx:responseError", (e) => {
    const answer = e.detail.xhr;
    if (answer.status !== 401 || document.getElementById("signed-out")) return;
    const told = new DOMParser().parseFromString(answer.responseText, "text/html").getElementById("signed-out");
    if (!told) return;
    const main = document.getElementById("main");
    main.prepend(document.adoptNode(told));
    main.scrollIntoView();
  });
})();

// Fragments come drawn by the server, one a second, newest wins.
const live = document.getElementById("live");
const stream = new EventSource("/overview/stream");
let lost = 0;
stream.onmessage = (message) => {
  lost = 0;
  if (getSelection()?.isCollapsed !== false) live.innerHTML = message.data;
};
stream.onerror = () => {
  if (lost++ === 0) live.insertAdjacentHTML("afterbegin", `<p class="critical" role="status">The picture is old: the stream was lost at ${new Date().toISOString().slice(11, 19)} UTC.</p>`);
};

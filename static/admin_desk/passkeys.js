// Says on the page that a passkey was not read, where the browser would only write it to its console.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.getElementById("passkey-failed").hidden = false;
});

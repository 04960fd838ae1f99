/* A key that does not serve is told in the page: allauth alone would say it to the console. */
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const told = document.getElementById("key_failed");
  document.getElementById("content").prepend(told);
  told.hidden = false;
});

/* Comfort of the page "Einbinden": copying. The page works without it. */
for (const box of document.querySelectorAll("[data-copy]")) {
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(box.querySelector("code").textContent);
    status.textContent = button.dataset.copied;
    setTimeout(() => { status.textContent = ""; }, 4000);
  });
}

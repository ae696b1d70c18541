/* Solves the form's sum while somebody types, and puts the result into the form. Nothing shows, and
   without this file, or without its result, the form is sent all the same. */
const LONGEST_WAIT_MS = 5000;

const field = document.querySelector("[data-proof]");

const bytes = (hex) => Uint8Array.from(hex.match(/../g), (pair) => parseInt(pair, 16));
const hex = (buffer) =>
  Array.from(new Uint8Array(buffer), (one) => one.toString(16).padStart(2, "0")).join("");

/* The browser derives keys beside the page: typing never stops for it. */
const solve = async (challenge) => {
  const { nonce, salt, cost, keyLength, keyPrefix } = challenge.parameters;
  const way = { name: "PBKDF2", hash: "SHA-256", salt: bytes(salt), iterations: cost };
  const start = bytes(nonce);
  const password = new Uint8Array(start.length + 4);
  password.set(start);
  for (let counter = 0; ; counter += 1) {
    new DataView(password.buffer).setUint32(start.length, counter);
    const key = await crypto.subtle.importKey("raw", password, "PBKDF2", false, ["deriveBits"]);
    const derivedKey = hex(await crypto.subtle.deriveBits(way, key, keyLength * 8));
    if (derivedKey.startsWith(keyPrefix)) return { challenge, solution: { counter, derivedKey } };
  }
};

/* Browsers have no `subtle` where the page came without TLS. */
if (field && globalThis.crypto?.subtle) {
  const { form } = field;
  let solving = null;
  let isWaiting = false;
  let isLate = false;

  const begin = () =>
    (solving ??= solve(JSON.parse(field.dataset.proof)).then((solved) => {
      field.value = btoa(JSON.stringify(solved));
    }));

  /* Whoever only reads the page spends nothing. */
  form.addEventListener("input", begin, { once: true });
  form.addEventListener("submit", (event) => {
    /* Not every button sends the form. */
    if (field.value || isLate || event.submitter?.hasAttribute("data-unproved")) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    const { submitter } = event;
    const late = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
    Promise.race([begin(), late]).finally(() => {
      isLate = true;
      form.requestSubmit(submitter);
    });
  });
}

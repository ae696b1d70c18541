/* The map with streets. Loaded only on the page of a reader who asked for it. The list beside it says
   the same in words and leads to each place by keyboard: the map itself need not be walked through. */
const draw = (page) => {
  const frame = page.querySelector("[data-streets]");
  if (!frame) return;
  const places = [...page.querySelectorAll("[data-lat]")];
  frame.replaceChildren();
  frame.hidden = false;
  const map = L.map(frame, { zoomControl: false, attributionControl: false, scrollWheelZoom: false });
  L.tileLayer(frame.dataset.tiles, { maxZoom: 18, referrerPolicy: "no-referrer" }).addTo(map);

  const spots = places.map((place) => {
    const pin = document.createElement("span");
    pin.textContent = place.dataset.number;
    const at = L.latLng(Number(place.dataset.lat), Number(place.dataset.lon));
    // Two places in one house stand side by side; the number is the list's.
    const icon = L.divIcon({ className: "streets__pin", html: pin, iconSize: [32, 32], iconAnchor: [16, 16] });
    const marker = L.marker(at, { icon, keyboard: false, title: place.dataset.name }).addTo(map);
    marker.on("click", () => {
      place.scrollIntoView({ block: "nearest" });
      place.querySelector("a")?.focus({ preventScroll: true });
    });
    return { place, at, marker };
  });
  map.fitBounds(L.latLngBounds(spots.map((one) => one.at)), { padding: [40, 40], maxZoom: 16 });

  for (const { place, at, marker } of spots) {
    const button = place.querySelector("[data-show]");
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const one of spots) one.marker.getElement().classList.toggle("is-shown", one.marker === marker);
      map.setView(at, 16);
      frame.scrollIntoView({ block: "nearest" });
    });
  }
  for (const button of page.querySelectorAll("[data-zoom]")) {
    button.addEventListener("click", () => map.setZoom(map.getZoom() + Number(button.dataset.zoom)));
  }
  page.querySelector("[data-zooms]").hidden = false;
};
draw(document);
// A filter exchanges the list and the map with it.
document.addEventListener("hub:swapped", (event) => draw(event.target));

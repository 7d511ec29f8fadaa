// Lets keyboard, pointer and screen reader walk along a report's charts, point by point. The table beside the chart
// holds the same figures, and is where the words come from; without this script the table is all there is.
"use strict";

function wordsOf(row, headings) {
  const cells = [...row.children].map((cell) => cell.textContent.trim());
  const told = cells.slice(1).map((text, place) => `${headings[place + 1]} ${text}`);
  return `${cells[0]}: ${told.join(", ")}`;
}

function walkAlong(series) {
  const walk = series.querySelector(".report-walk");
  const rows = [...series.querySelectorAll("tbody tr")];
  if (!walk || walk.dataset.ready || !rows.length) return;
  const headings = [...series.querySelectorAll("thead th")].map((cell) => cell.textContent.trim());
  const charts = [...series.querySelectorAll(".report-chart")];
  const slider = walk.querySelector("input");
  const said = walk.querySelector("output");
  const show = () => {
    const place = Number(slider.value);
    said.textContent = wordsOf(rows[place], headings);
    slider.setAttribute("aria-valuetext", said.textContent);
    for (const chart of charts) {
      const x = Number(chart.dataset.left) + (place + 0.5) * Number(chart.dataset.step);
      const cursor = chart.querySelector(".cursor");
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
      cursor.setAttribute("visibility", "visible");
    }
  };
  slider.value = String(rows.length - 1);
  slider.addEventListener("input", show);
  slider.addEventListener("focus", show);
  for (const chart of charts) {
    chart.addEventListener("pointermove", (event) => {
      const spot = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse());
      const place = Math.floor((spot.x - Number(chart.dataset.left)) / Number(chart.dataset.step));
      slider.value = String(Math.min(Math.max(place, 0), rows.length - 1));
      show();
    });
  }
  slider.setAttribute("aria-valuetext", wordsOf(rows[rows.length - 1], headings));
  walk.dataset.ready = "1";
  walk.hidden = false;
}

function walkAlongAll() {
  document.querySelectorAll("[data-series]").forEach(walkAlong);
}

walkAlongAll();
document.addEventListener("report-renewed", walkAlongAll);

// Turns left and right into start and end, so that one stylesheet serves both directions. The design system has no
// right-to-left (uswds#5336), and a mirrored second file (rtlcss) is not enough here: an English page under an Arabic
// address has a frame that runs from the right around a text that runs from the left.
const NAMES = new Map(
  [
    ["margin-left", "margin-inline-start"], ["margin-right", "margin-inline-end"],
    ["padding-left", "padding-inline-start"], ["padding-right", "padding-inline-end"],
    ["left", "inset-inline-start"], ["right", "inset-inline-end"],
    ["border-top-left-radius", "border-start-start-radius"], ["border-top-right-radius", "border-start-end-radius"],
    ["border-bottom-left-radius", "border-end-start-radius"], ["border-bottom-right-radius", "border-end-end-radius"],
    ...["", "-width", "-style", "-color"].flatMap((part) => [
      [`border-left${part}`, `border-inline-start${part}`], [`border-right${part}`, `border-inline-end${part}`],
    ]),
  ],
);
const SIDES = { left: "start", right: "end" };
const FLOATS = { left: "inline-start", right: "inline-end" };

/** The values of `margin: 1px 2px 3px 4px`, split at spaces outside of parentheses. */
function parts(value) {
  return value.match(/(?:[^\s(]|\([^)]*\))+/g) ?? [];
}

export const logical = {
  postcssPlugin: "logical",
  Declaration(declaration) {
    const named = NAMES.get(declaration.prop);
    if (named) declaration.prop = named;
    if (declaration.prop === "text-align" && SIDES[declaration.value]) declaration.value = SIDES[declaration.value];
    if (declaration.prop === "float" && FLOATS[declaration.value]) declaration.value = FLOATS[declaration.value];
    if (declaration.prop === "margin" || declaration.prop === "padding") {
      const [top, right, bottom, left, ...more] = parts(declaration.value);
      if (left === undefined || left === right || more.length) return;
      declaration.cloneBefore({ prop: `${declaration.prop}-block`, value: `${top} ${bottom}` });
      declaration.prop = `${declaration.prop}-inline`;
      declaration.value = `${left} ${right}`;
    }
    if (declaration.prop === "border-radius") {
      const [topLeft, topRight, bottomRight, bottomLeft] = parts(declaration.value);
      if (topRight === undefined || declaration.value.includes("/")) return;
      const corners = [topLeft, topRight, bottomRight ?? topLeft, bottomLeft ?? topRight];
      ["start-start", "start-end", "end-end", "end-start"].forEach((corner, place) =>
        declaration.cloneBefore({ prop: `border-${corner}-radius`, value: corners[place] }));
      declaration.remove();
    }
  },
};

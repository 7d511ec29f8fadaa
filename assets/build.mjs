// Builds what the sites load: styles from styles/, the design system's icons that they name, and fonts (fonts.py).
// Run by hand after a change (`assets/build`); what it writes is committed, so that nothing here is needed to run.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import postcss from "postcss";
import * as sass from "sass";
import { logical } from "./logical.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const system = join(here, "node_modules/@uswds/uswds");
const out = join(here, "../avowal/website/static/avowal");
const HEAD = "/* Built from assets/styles by assets/build; change it there. */\n";

/** The design system names its own font files; ours come from base.scss and the file of each language. */
const withoutItsFonts = {
  postcssPlugin: "without-its-fonts",
  AtRule: { "font-face": (rule) => { if (rule.toString().includes("../fonts/")) rule.remove(); } },
  Declaration: {
    "font-family": (declaration) => {
      declaration.value = declaration.value
        .replace(/^Public Sans Web,.*$/, "var(--type)")
        .replace(/^Roboto Mono Web,.*$/, "ui-monospace, monospace");
    },
  },
};

const images = join(out, "uswds");
rmSync(images, { recursive: true, force: true });
for (const name of ["site", "print"]) {
  const options = { style: "compressed", charset: false, loadPaths: [join(here, "styles"), join(system, "packages")], quietDeps: true, logger: sass.Logger.silent };
  const compiled = sass.compile(join(here, "styles", `${name}.scss`), options).css;
  const { css } = await postcss([withoutItsFonts, logical]).process(compiled, { from: undefined });
  writeFileSync(join(out, `${name}.css`), HEAD + css + "\n");
  for (const [, file] of css.matchAll(/url\("?uswds\/([^")]+)"?\)/g)) {
    mkdirSync(dirname(join(images, file)), { recursive: true });
    copyFileSync(join(system, "dist/img", file), join(images, file));
  }
}

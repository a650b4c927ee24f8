// Bundles third-party code into dist/ (which git ignores and the wheel contains), and the pages into one classic script
// for the static site, where files opened without a server can't load modules. Run by `npm run build`.
import { build } from "esbuild";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";

const options = { bundle: true, minify: true, legalComments: "linked", target: "es2022", logLevel: "warning" };
const vendored = {
  name: "vendored",
  setup(it) {
    it.onResolve({ filter: /\/vendor\/vendor\.js$/ }, () => ({ path: resolve("vendor/graph.js") }));
  },
};

await mkdir("dist", { recursive: true });
for (const name of await readdir("dist")) if (name !== ".gitkeep") await rm(`dist/${name}`, { recursive: true });
await build({ ...options, entryPoints: ["vendor/graph.js"], format: "esm", outfile: "dist/vendor.js" });
await build({ ...options, entryPoints: ["explorer/main.js"], format: "iife", outfile: "dist/site.js", plugins: [vendored] });
for (const name of ["yasgui.min.js", "yasgui.min.css"]) {
  await cp(`node_modules/@zazuko/yasgui/build/${name}`, `dist/${name}`);
}
await writeFile("dist/READY.txt", "built by viz/build.mjs\n");

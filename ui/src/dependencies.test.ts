import { expect, test } from "vitest";

import lock from "../package-lock.json";

/** Anybody may use, change and pass on what has one of these, and what is built with it. */
const ALLOWED = ["MIT", "Apache-2.0", "Apache-2.0 OR MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD"];

/** Packages with another licence, and why that does no harm. */
const EXCEPTIONS: Record<string, { licence: string; because: string }> = {
  "@fontsource-variable/source-sans-3": { licence: "OFL-1.1", because: "a typeface: passed on unchanged" },
  "@fontsource-variable/source-serif-4": { licence: "OFL-1.1", because: "a typeface: passed on unchanged" },
  "axe-core": { licence: "MPL-2.0", because: "in tests only" },
  lightningcss: { licence: "MPL-2.0", because: "while building only" },
};

/** What is known of a package that was locked. */
interface Locked {
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
}

const packages = Object.entries<Locked>(lock.packages).filter(([path]) => path !== "");
const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** The package that a variant for one platform belongs to. */
const familyOf = (name: string) => (name.startsWith("lightningcss-") ? "lightningcss" : name);

test("every package has a licence that is allowed", () => {
  expect(packages.length).toBeGreaterThan(100);
  const refused = packages.filter(([path, { license = "none" }]) => {
    const exception = EXCEPTIONS[familyOf(nameOf(path))];
    return !ALLOWED.includes(license) && exception?.licence !== license;
  });
  expect(refused.map(([path, { license }]) => `${path}: ${license ?? "none"}`)).toEqual([]);
});

test("every allowed licence and every exception is needed", () => {
  const licences = new Set(packages.map(([, { license }]) => license));
  expect(ALLOWED.filter((licence) => !licences.has(licence))).toEqual([]);
  const families = new Set(packages.map(([path]) => familyOf(nameOf(path))));
  expect(Object.keys(EXCEPTIONS).filter((name) => !families.has(name))).toEqual([]);
});

// Where a package comes from is left to each machine's registry (.npmrc); only another source would be named.
test("every package comes from the registry, and its content is pinned", () => {
  const loose = packages.filter(
    ([, { integrity, resolved }]) => !integrity?.startsWith("sha512-") || resolved !== undefined,
  );
  expect(loose.map(([path]) => path)).toEqual([]);
});

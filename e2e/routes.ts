import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { repositoryRoot } from "../scripts/home.ts";

/** A page's route as in the folders of app, e.g. /samples/[sampleId]. */
type Route = string;

/** Every route that shows a page; what only leads on to another page shows none. */
export function listRoutes(): Route[] {
  return globSync("app/**/page.tsx", { cwd: repositoryRoot })
    .filter(
      (file) => !readFileSync(join(repositoryRoot, file), "utf8").includes("permanentRedirect("),
    )
    .map((file) => `/${relative("app", dirname(file))}`)
    .toSorted();
}

/** The route of a path, e.g. of /samples/x_1; a folder that is named comes before one that takes any name. */
export function routeOf(path: string, routes: readonly Route[]): Route | undefined {
  const parts = path.split("/");
  const fits = (route: Route) => {
    const folders = route.split("/");
    return (
      folders.length === parts.length &&
      folders.every((folder, index) => folder.startsWith("[") || folder === parts[index])
    );
  };
  return routes.find((route) => route === path) ?? routes.find(fits);
}

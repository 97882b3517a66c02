/** The oldest major version of Node that runs the project; package.json says the same under `engines`. */
export const oldest = 26;
export const version = process.versions.node;
export const isTooOld = Number(version.split('.')[0]) < oldest;

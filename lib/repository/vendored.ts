/**
 * Other people's code that lies in the repository. After GitHub Linguist's vendor.yml, less what it lists only to keep
 * statistics tidy: configuration of tools, fixtures and the repository's own build scripts are written by its people.
 */
const patterns: readonly RegExp[] = [
  /(?:^|\/)(?:node_modules|bower_components|jspm_packages|web_modules)\//,
  /(?:^|\/)(?:vendors?|_?vendored|_vendor|third[-_]?party|3rd[-_]?party|extern|externals?)\//i,
  /(?:^|\/)(?:Godeps\/_workspace|Carthage\/(?:Build|Checkouts)|Pods|elm-stuff)\//,
  /(?:^|\/)(?:site-packages|\.venv|venv|\.tox|\.nox|\.eggs)\//,
  /(?:^|\/)\.yarn\/(?:releases|plugins|sdks|versions|unplugged|cache)\//,
  // Copies that build systems put beside the sources.
  /(?:^|\/)(?:gradlew|gradlew\.bat|mvnw|mvnw\.cmd|gradle\/wrapper\/[^/]+|\.mvn\/wrapper\/[^/]+)$/,
  /(?:^|\/)(?:config\.guess|config\.sub|install-sh|ltmain\.sh|aclocal\.m4|libtool\.m4|lt(?:options|sugar|version|~obsolete)\.m4)$/,
  /(?:^|\/)(?:ez_setup|get-pip|distribute_setup|versioneer)\.py$/,
  /(?:^|\/)(?:CPM|get_cpm)\.cmake$/,
  // Well-known libraries that people copy as single files.
  /(?:^|\/)(?:jquery(?:[.-](?:ui|\d)[^/]*)?|(?:bootstrap|angular|react|react-dom|vue|d3|three|underscore|backbone|modernizr)[.-]v?\d[^/]*|html5shiv)\.(?:js|css)$/i,
  /(?:^|\/)(?:normalize|font-?awesome|animate|bootstrap)\.css$/i,
  /(?:^|\/)single_include\/.*\.hpp$/,
  /(?:^|\/)(?:catch2?|doctest)\.hpp$|(?:^|\/)(?:stb_[a-z_]+|uthash)\.h$|(?:^|\/)sqlite3\.[ch]$/,
]

export function isVendored(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path))
}

<?php

/**
 * Prints as JSON which of the files listed on standard input uses which: by `use`, by name, and by include of a constant
 * path. Reads tokens of PHP itself; knows nothing of how Retrace does it.
 */

declare(strict_types=1);

$root = rtrim($argv[1], '/');
$paths = json_decode(stream_get_contents(STDIN), true);
$files = [];
foreach ($paths as $path) {
    $files[$path] = readTokens(file_get_contents("$root/$path"));
}

$declared = ['class' => [], 'function' => [], 'const' => []];
foreach ($files as $path => $tokens) {
    foreach (declarations($tokens) as [$kind, $name]) {
        $declared[$kind][strtolower($name)][] = $path;
    }
}
[$psr4, $psr0] = autoloadRules($root);

$edges = [];
foreach ($files as $path => $tokens) {
    foreach (uses($tokens) as [$kind, $names]) {
        $target = $kind === 'include' ? includedFile($path, $names) : findName($kind, $names, $path);
        if ($target !== null && $target !== $path) {
            $edges["$path $target"] = ['from' => $path, 'to' => $target];
        }
    }
}
echo json_encode(array_values($edges));

/** Tokens without blanks and comments. */
function readTokens(string $code): array
{
    $tokens = array_filter(PhpToken::tokenize($code), fn ($token) => !$token->isIgnorable() || $token->id === T_INLINE_HTML);
    return array_values($tokens);
}

/** [kind, full name] of what a file declares outside of classes. */
function declarations(array $tokens): array
{
    $found = [];
    $namespace = '';
    $classDepth = null;
    $depth = 0;
    foreach ($tokens as $at => $token) {
        $next = $tokens[$at + 1] ?? null;
        $previous = $tokens[$at - 1] ?? null;
        if ($token->text === '{' || $token->id === T_CURLY_OPEN || $token->id === T_DOLLAR_OPEN_CURLY_BRACES) {
            $depth++;
        } elseif ($token->text === '}') {
            $depth--;
            if ($classDepth === $depth) {
                $classDepth = null;
            }
        } elseif ($token->id === T_NAMESPACE && $next && ($next->is([T_STRING, T_NAME_QUALIFIED]) || $next->text === '{')) {
            $namespace = $next->text === '{' ? '' : $next->text . '\\';
        } elseif ($token->is([T_CLASS, T_INTERFACE, T_TRAIT, T_ENUM]) && $next?->id === T_STRING && $previous?->id !== T_DOUBLE_COLON) {
            if ($classDepth === null) {
                $found[] = ['class', $namespace . $next->text];
                $classDepth = $depth;
            }
        } elseif ($token->id === T_FUNCTION && $classDepth === null && $previous?->id !== T_USE) {
            $name = $next?->text === '&' ? $tokens[$at + 2] : $next;
            if ($name?->id === T_STRING) {
                $found[] = ['function', $namespace . $name->text];
            }
        } elseif ($token->id === T_CONST && $classDepth === null && $previous?->id !== T_USE && $next?->id === T_STRING) {
            $found[] = ['const', $namespace . $next->text];
        }
    }
    return $found;
}

/** [kind, candidates for the full name] of what a file uses; of an include the tokens of its path. */
function uses(array $tokens): array
{
    $found = [];
    $namespace = '';
    $aliases = ['class' => [], 'function' => [], 'const' => []];
    $depth = 0;
    $classDepths = [];
    $awaitsClass = false;
    for ($at = 0; $at < count($tokens); $at++) {
        $token = $tokens[$at];
        $next = $tokens[$at + 1] ?? null;
        $previous = $tokens[$at - 1] ?? null;
        if ($token->text === '{' || $token->is([T_CURLY_OPEN, T_DOLLAR_OPEN_CURLY_BRACES])) {
            if ($awaitsClass && $token->text === '{') {
                $classDepths[] = $depth;
                $awaitsClass = false;
            }
            $depth++;
        } elseif ($token->text === '}') {
            $depth--;
            if ($classDepths && end($classDepths) === $depth) {
                array_pop($classDepths);
            }
        } elseif ($token->is([T_CLASS, T_INTERFACE, T_TRAIT, T_ENUM]) && $previous?->id !== T_DOUBLE_COLON && !($previous?->is([T_OBJECT_OPERATOR, T_FUNCTION, T_CONST]))) {
            $awaitsClass = true;
        } elseif ($token->id === T_NAMESPACE && $next && ($next->is([T_STRING, T_NAME_QUALIFIED]) || $next->text === '{')) {
            $namespace = $next->text === '{' ? '' : $next->text;
            $aliases = ['class' => [], 'function' => [], 'const' => []];
            $at += $next->text === '{' ? 0 : 1;
        } elseif ($token->id === T_USE && !$classDepths && $next?->text !== '(') {
            foreach (clauses($tokens, $at) as [$kind, $full, $alias]) {
                $aliases[$kind][$alias] = $full;
                $found[] = [$kind === 'class' ? 'any' : $kind, [$full]];
            }
        } elseif ($token->is([T_INCLUDE, T_INCLUDE_ONCE, T_REQUIRE, T_REQUIRE_ONCE])) {
            $expression = [];
            for ($i = $at + 1; isset($tokens[$i]) && $tokens[$i]->text !== ';' && $tokens[$i]->id !== T_CLOSE_TAG; $i++) {
                $expression[] = $tokens[$i];
            }
            $found[] = ['include', $expression];
        } elseif ($token->is([T_STRING, T_NAME_QUALIFIED, T_NAME_FULLY_QUALIFIED, T_NAME_RELATIVE])) {
            $use = nameUse($token, $previous, $next, $namespace, $aliases);
            if ($use) {
                $found[] = $use;
            }
        }
    }
    return $found;
}

function nameUse(PhpToken $token, ?PhpToken $previous, ?PhpToken $next, string $namespace, array $aliases): ?array
{
    if ($previous?->is([T_OBJECT_OPERATOR, T_NULLSAFE_OBJECT_OPERATOR, T_DOUBLE_COLON, T_FUNCTION, T_CONST, T_CLASS, T_INTERFACE, T_TRAIT, T_ENUM, T_GOTO, T_AS, T_CASE]) && !($previous->id === T_CASE && $next?->id === T_DOUBLE_COLON)) {
        return null;
    }
    $isNew = $previous?->is([T_NEW, T_ATTRIBUTE]) ?? false;
    $isCall = $next?->text === '(' && !$isNew;
    if ($next?->text === ':' && ($previous?->text === '(' || $previous?->text === ',')) {
        return null;
    }
    $text = $token->text;
    $prefix = $namespace === '' ? '' : "$namespace\\";
    if ($token->id === T_NAME_FULLY_QUALIFIED) {
        return [$isCall ? 'function' : 'class', [substr($text, 1)]];
    }
    if ($token->id === T_NAME_RELATIVE) {
        return [$isCall ? 'function' : 'class', [$prefix . substr($text, strlen('namespace\\'))]];
    }
    if ($token->id === T_NAME_QUALIFIED) {
        [$head, $rest] = explode('\\', $text, 2);
        $full = isset($aliases['class'][$head]) ? $aliases['class'][$head] . "\\$rest" : $prefix . $text;
        return [$isCall ? 'function' : 'class', [$full]];
    }
    if ($isCall) {
        return ['function', isset($aliases['function'][$text]) ? [$aliases['function'][$text]] : [$prefix . $text, $text]];
    }
    return ['class', [$aliases['class'][$text] ?? $prefix . $text]];
}

/** [kind, full name, alias] of each clause of a use statement; moves past it. */
function clauses(array $tokens, int &$at): array
{
    $found = [];
    $kind = $groupKind = 'class';
    $group = '';
    $name = '';
    $alias = null;
    for ($at++; ; $at++) {
        $token = $tokens[$at] ?? null;
        if ($token?->id === T_FUNCTION || $token?->id === T_CONST) {
            $kind = $token->id === T_FUNCTION ? 'function' : 'const';
        } elseif ($token?->text === '{') {
            $group = $name;
            $groupKind = $kind;
            $name = '';
        } elseif ($token?->id === T_AS) {
            $alias = $tokens[++$at]->text;
        } elseif ($token === null || in_array($token->text, [',', '}', ';'], true) || $token->id === T_CLOSE_TAG) {
            if ($name !== '') {
                $full = ltrim($group . $name, '\\');
                $found[] = [$kind, $full, $alias ?? substr((string) strrchr("\\$full", '\\'), 1)];
            }
            if ($token?->text !== ',' && $token?->text !== '}') {
                return $found;
            }
            [$name, $alias] = ['', null];
            $kind = $group !== '' ? $groupKind : $kind;
        } else {
            $name .= $token->text;
        }
    }
}

function findName(string $kind, array $names, string $from): ?string
{
    global $declared;
    foreach ($names as $name) {
        $found = $kind === 'class' || $kind === 'any' ? autoloaded($name) : null;
        foreach ($kind === 'any' ? ['class', 'function', 'const'] : [$kind] as $each) {
            $found ??= closest($declared[$each][strtolower($name)] ?? [], $from);
        }
        if ($found !== null) {
            return $found;
        }
    }
    return null;
}

function autoloaded(string $class): ?string
{
    global $files, $psr4, $psr0;
    foreach ($psr4 as [$prefix, $folder]) {
        if (str_starts_with($class, $prefix)) {
            $path = ltrim($folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php', '/');
            if (isset($files[$path])) {
                return $path;
            }
        }
    }
    foreach ($psr0 as [$prefix, $folder]) {
        if (str_starts_with($class, $prefix)) {
            $cut = strrpos($class, '\\');
            $cut = $cut === false ? 0 : $cut + 1;
            $path = ltrim($folder . str_replace('\\', '/', substr($class, 0, $cut)) . str_replace('_', '/', substr($class, $cut)) . '.php', '/');
            if (isset($files[$path])) {
                return $path;
            }
        }
    }
    return null;
}

/** [[prefix, folder]…] of PSR-4 and of PSR-0, the longest prefix first. */
function autoloadRules(string $root): array
{
    $rules = ['psr-4' => [], 'psr-0' => []];
    $all = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS));
    foreach ($all as $file) {
        if ($file->getFilename() !== 'composer.json') {
            continue;
        }
        $manifest = json_decode(file_get_contents($file->getPathname()), true) ?? [];
        $base = ltrim(substr($file->getPath(), strlen($root)) . '/', '/');
        foreach (['autoload', 'autoload-dev'] as $section) {
            foreach ($rules as $standard => $_) {
                foreach ($manifest[$section][$standard] ?? [] as $prefix => $folders) {
                    foreach ((array) $folders as $folder) {
                        $folder = preg_replace('~^(?:\./)+~', '', rtrim($folder, '/') . '/');
                        $rules[$standard][] = [$prefix, $base . ($folder === '/' ? '' : $folder)];
                    }
                }
            }
        }
    }
    foreach ($rules as &$list) {
        usort($list, fn ($a, $b) => strlen($b[0]) - strlen($a[0]));
    }
    return array_values($rules);
}

/** Of several files that declare a name, the one that shares most folders with the user. */
function closest(array $paths, string $from): ?string
{
    $shared = function (string $path) use ($from): int {
        $count = 0;
        [$a, $b] = [explode('/', dirname($path)), explode('/', dirname($from))];
        while (isset($a[$count], $b[$count]) && $a[$count] === $b[$count]) {
            $count++;
        }
        return $count;
    };
    usort($paths, fn ($a, $b) => [$shared($b), strlen($a), $a] <=> [$shared($a), strlen($b), $b]);
    return $paths[0] ?? null;
}

/** The file that an include names, when strings and __DIR__ alone make its path. */
function includedFile(string $from, array $expression): ?string
{
    global $files;
    $code = implode('', array_map(fn ($token) => $token->text, $expression));
    $constant = '(?:\'[^\']*\'|"[^"$]*"|__DIR__|__FILE__|dirname|DIRECTORY_SEPARATOR|[().,\d])';
    if (!preg_match("~^$constant+$~", $code)) {
        return null;
    }
    $code = str_replace(['__DIR__', '__FILE__'], [var_export('/' . dirname($from), true), var_export("/$from", true)], $code);
    try {
        $path = eval("return $code;");
    } catch (Throwable) {
        return null;
    }
    $candidates = str_starts_with($path, '/') ? [$path] : ['/' . dirname($from) . "/$path", "/$path"];
    foreach ($candidates as $candidate) {
        $parts = [];
        foreach (explode('/', $candidate) as $part) {
            if ($part === '..') {
                array_pop($parts);
            } elseif ($part !== '' && $part !== '.') {
                $parts[] = $part;
            }
        }
        if (isset($files[implode('/', $parts)])) {
            return implode('/', $parts);
        }
    }
    return null;
}

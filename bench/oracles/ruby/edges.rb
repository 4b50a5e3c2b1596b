# Prints the files that each Ruby file of a folder requires, and those whose constants Zeitwerk would load for it, one
# edge `from<TAB>to` a line. Ripper reads the calls and constants, Ruby's own load path finds the features, RubyGems the
# require paths of the folder's gems, Zeitwerk's inflector the names of the files.
require 'pathname'
require 'ripper'
begin
  require 'zeitwerk'
rescue LoadError
  warn 'without zeitwerk'
end

ROOT = File.realpath(ARGV.fetch(0))
PATHS = $stdin.read.split("\n")
SYSTEM = $LOAD_PATH.dup
CALLS = %w[require require_relative load autoload].freeze

def inside(path) = path.start_with?("#{ROOT}/") ? path.delete_prefix("#{ROOT}/") : nil

GEMS = Dir["#{ROOT}/**/*.gemspec"].to_h do |file|
  folder = File.dirname(file)
  paths = Dir.chdir(folder) { Gem::Specification.load(file)&.require_paths } || ['lib']
  [folder, paths.reject { |path| path.start_with?('/') }]
end
GEMS[ROOT] ||= ['lib']

def load_path(from)
  own, others = GEMS.keys.partition { |gem| from.start_with?("#{gem}/") }
  ordered = own.sort_by { |gem| -gem.length } + others
  ordered.flat_map { |gem| (GEMS[gem] | %w[lib test spec]).map { |path| File.join(gem, path) } }
end

# A path as far as the text tells it, else nil.
def evaluate(node, file)
  case node
  in [:string_literal, [:string_content, *parts]]
    values = parts.map { |part| part[0] == :@tstring_content ? part[1] : evaluate(part, file) }
    values.include?(nil) ? nil : values.join
  in [:string_embexpr, [inner]] then evaluate(inner, file)
  in [:vcall, [:@ident, '__dir__', _]] then File.dirname(file)
  in [:var_ref, [:@kw, '__FILE__', _]] then file
  in [:paren, [inner]] then evaluate(inner, file)
  in [:method_add_arg, [:call, [:var_ref, [:@const, 'File', _]], _, [:@ident, name, _]], [:arg_paren, [:args_add_block, args, _]]]
    values = args.map { |arg| evaluate(arg, file) }
    return nil if values.include?(nil)
    case name
    when 'dirname' then File.dirname(values[0])
    when 'join' then File.join(*values)
    when 'expand_path', 'realpath' then File.expand_path(values[0], values[1] || File.dirname(file))
    end
  else nil
  end
end

def calls(node, found = [])
  return found unless node.is_a?(Array)
  case node
  in [:command, [:@ident, name, _], [:args_add_block, args, _]] if CALLS.include?(name) then found << [name, args]
  in [:command_call, _, _, [:@ident, name, _], [:args_add_block, args, _]] if CALLS.include?(name) then found << [name, args]
  in [:method_add_arg, [:fcall, [:@ident, name, _]], [:arg_paren, [:args_add_block, args, _]]] if CALLS.include?(name)
    found << [name, args]
  in [:method_add_arg, [:call, _, _, [:@ident, name, _]], [:arg_paren, [:args_add_block, args, _]]] if CALLS.include?(name)
    found << [name, args]
  else nil
  end
  node.each { |child| calls(child, found) }
  found
end

def target(name, args, file)
  path = evaluate(name == 'autoload' ? args[1] : args[0], file) or return
  path = File.expand_path(path, File.dirname(file)) if name == 'require_relative'
  if path.start_with?('/') || path.start_with?('.')
    path = File.expand_path(path, ROOT)
    return [path, "#{path}.rb"].find { |each| File.file?(each) }
  end
  $LOAD_PATH.replace(load_path(file) + SYSTEM)
  ($LOAD_PATH.resolve_feature_path(path) || [])[1] || (name == 'load' && [File.join(ROOT, path)].find { |each| File.file?(each) }) || nil
end

# Folders that Zeitwerk watches: those of a Rails application or engine, and of gems that ask for it.
def watched
  applications = PATHS.filter_map { |path| path[%r{\A(.*/)?config/(?:application|routes)\.rb\z}] && $1.to_s }.uniq
  folders = applications.flat_map do |application|
    settings = File.join(ROOT, application, 'config/application.rb')
    lib = File.file?(settings) && File.read(settings).match?(/autoload_lib|(?:autoload|eager_load)_paths.*\blib\b/)
    Dir[File.join(ROOT, application, 'app/*'), File.join(ROOT, application, 'app/*/concerns')] +
      (lib ? [File.join(ROOT, application, 'lib')] : [])
  end
  gems = PATHS.select { |path| File.read(File.join(ROOT, path)).include?('Zeitwerk::Loader.for_gem') }
  (folders + gems.map { |path| File.dirname(File.join(ROOT, path)) }).select { |folder| File.directory?(folder) }
end

def constants
  return {} unless defined?(Zeitwerk)
  inflector = Zeitwerk::Inflector.new
  roots = watched.sort_by { |root| -root.length }
  PATHS.each_with_object({}) do |path, found|
    full = File.join(ROOT, path)
    root = roots.find { |each| full.start_with?("#{each}/") } or next
    next unless full.end_with?('.rb')
    parts = full.delete_prefix("#{root}/").delete_suffix('.rb').split('/')
    (found[parts.map { |part| inflector.camelize(part, full) }.join('::')] ||= []) << full
  end
end

def qualified(node)
  case node
  in [:const_path_ref | :const_path_field, left, [:@const, name, _]] then (outer = qualified(left)) && "#{outer}::#{name}"
  in [:var_ref | :const_ref | :var_field, [:@const, name, _]] then name
  in [:top_const_ref | :top_const_field, [:@const, name, _]] then name
  else nil
  end
end

# Yields each constant with the namespaces around it, innermost first.
def uses(node, nesting = [], &block)
  return unless node.is_a?(Array)
  if %i[class module].include?(node[0])
    name = qualified(node[1])
    uses(node[2], nesting, &block) if node[0] == :class
    inner = [[nesting.first, name].compact.join('::'), *nesting]
    return node.drop(2).each { |child| uses(child, inner, &block) }
  end
  name = qualified(node)
  return yield name, nesting if name
  node.each { |child| uses(child, nesting, &block) }
end

KNOWN = constants
PATHS.each do |path|
  file = File.join(ROOT, path)
  tree = Ripper.sexp(File.read(file)) or next
  calls(tree).each do |name, args|
    to = target(name, args, file)
    to = to && inside(File.realpath(to))
    puts "#{path}\t#{to}" if to
  end
  next if KNOWN.empty?
  uses(tree) do |name, nesting|
    parts = name.split('::')
    to = [*nesting, nil].lazy.flat_map { |outer| parts.length.downto(1).map { |count| [outer, *parts.first(count)].compact.join('::') } }
                        .filter_map { |each| KNOWN[each] }.first
    puts "#{path}\t#{inside(to[0])}" if to
  end
end

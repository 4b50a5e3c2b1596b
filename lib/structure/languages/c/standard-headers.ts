/** The headers of C++, which have no extension: what one of these names is no other library's. */
const cpp = new Set(
  `algorithm any array atomic barrier bit bitset cassert ccomplex cctype cerrno cfenv cfloat charconv chrono cinttypes ciso646
  climits clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdalign cstdarg cstdbool
  cstddef cstdint cstdio cstdlib cstring ctgmath ctime cuchar cwchar cwctype deque exception execution expected filesystem
  flat_map flat_set format forward_list fstream functional future generator hash_map hash_set initializer_list iomanip ios iosfwd
  iostream istream iterator latch limits list locale map mdspan memory memory_resource mutex new numbers numeric optional
  ostream print queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span spanstream
  sstream stack stacktrace stdexcept stdfloat stop_token streambuf string string_view strstream syncstream system_error thread
  tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version`.split(
    /\s+/,
  ),
)

/** The headers of C, POSIX, Linux, BSD, macOS and Windows that stand in no folder, without `.h`. */
const c = new Set(
  `aio alloca ar argp assert byteswap complex cpio crypt ctype cxxabi dirent dlfcn elf endian err errno error execinfo fcntl
  features fenv float fnmatch fstab fts ftw getopt glob grp iconv ifaddrs immintrin emmintrin xmmintrin pmmintrin smmintrin
  tmmintrin nmmintrin wmmintrin x86intrin arm_neon cpuid inttypes iso646 langinfo libgen libintl libutil limits link locale
  malloc math memory mntent mqueue netdb nl_types nlist obstack paths poll pthread pthread_np pty pwd regex resolv sched
  search semaphore setjmp shadow signal spawn stdalign stdarg stdatomic stdbool stdckdint stddef stdint stdio stdlib
  stdnoreturn string strings stropts syscall sysexits syslog tar termio termios tgmath threads time uchar ucontext ulimit
  unistd unwind util utime utmp utmpx values varargs wait wchar wctype wordexp
  Availability AvailabilityMacros TargetConditionals crt_externs libproc launch
  aclapi accctrl afunix bcrypt conio combaseapi comdef commctrl crtdbg dbghelp direct fileapi guiddef initguid intrin io
  iphlpapi lm lmcons mmsystem mstcpip mswsock ntsecapi objbase ole2 oleauto powrprof process psapi rpc sddl security
  share shellapi shlobj shlwapi shobjidl sspi synchapi tchar tlhelp32 userenv wbemidl wchar wchar wincrypt windef windows
  windowsx wingdi wininet winbase winerror winioctl winnls winnt winreg winsock winsock2 winsvc winternl winuser winver
  ws2def ws2ipdef ws2tcpip wspiapi wtsapi32 versionhelpers`.split(/\s+/),
)

const folders =
  /^(?:sys|linux|asm|asm-generic|bits|gnu|net|netinet|netinet6|netpacket|netlink|arpa|protocols|rpc|rpcsvc|scsi|mach|mach-o|machine|libkern|os|dispatch|xlocale|experimental|ext|tr1|CoreFoundation|CoreServices|Foundation|IOKit|Security|SystemConfiguration)\//

/** Whether such a path comes with the compiler or the system. */
export function isStandardHeader(path: string): boolean {
  if (cpp.has(path) || folders.test(path)) return true
  return path.endsWith('.h') && (c.has(path.slice(0, -2)) || c.has(path.slice(0, -2).toLowerCase()))
}

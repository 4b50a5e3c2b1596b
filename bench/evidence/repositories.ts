/** What the page is about, pinned: small and middling repositories in nine languages. */
export const pinned: Readonly<Record<string, string>> = {
  'sindresorhus/p-queue': '180ab9e25cd10b6f548767d7176076b50d25e188',
  'pmndrs/zustand': 'f094eebe9bd3b4b0d77b997f69ab1d273f69a877',
  'vercel/swr': '7173e55b2a175dee455612c5fa067383345c392f',
  'strongloop/express': 'ff86319ed5384bb9907802a33716263f569e407d',
  'pallets/flask': '2ac89889f4cc330eabd50f295dcef02828522c69',
  'psf/requests': '1f6589ec3a1ee910f9a65cc3ceac60b26677bc0e',
  'gin-gonic/gin': 'dcaa4296d111981ffb31ac3eba90bb63e1eb5ab9',
  'spf13/cobra': 'adbc8813901bba65827259daa8e22ff94ec1f30e',
  'google/gson': '9835b6f90192f79cdf5300c528fc6212455fb6c1',
  'Seldaek/monolog': '57eb1028342134e701e77c617565d51b6e5a2a53',
  'slimphp/Slim': '038fd5713d5a41636fdff0e8dcceedecdd17fc17',
  'sinatra/sinatra': 'cb22afd7902b566b6eaba6c4ea89739494a65d12',
  'rack/rack': '8bf4eb078498edc9105fb04add80d89c5340e60b',
  'BurntSushi/ripgrep': '3fce3b5bb0236da2df6d99672afb8a719642eca7',
  'DapperLib/Dapper': '6d48ef664acc7298c649e2d449d903b3360d5a90',
}

export const sideBarKey = 'retrace.side'

/** The width of the side bar is an attribute of the document, so that it is right before React runs. */
export function toggleSideBar(): void {
  const { dataset } = document.documentElement
  dataset.side = dataset.side === 'collapsed' ? 'open' : 'collapsed'
  try {
    window.localStorage.setItem(sideBarKey, dataset.side)
  } catch {
    // The browser forbids storage: the width lasts as long as the page.
  }
}

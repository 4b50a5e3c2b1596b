import type { AnyEndpointView } from './endpoint'

/** What the audit keeps of an endpoint: its settings, and whether there is a key. */
export function describeChange(endpoint: AnyEndpointView) {
  const { id: _id, host: _host, isFixed: _isFixed, capabilities: _capabilities, ...settings } = endpoint
  return settings
}

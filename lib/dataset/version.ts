/** What manifests and dataset cards say that made them; a test holds it against package.json. */
export const retraceVersion = '0.1.0'

/** Counts up when a format comes to give other bytes for the same trajectory: what was rendered before is no longer used. */
export const renderingVersion = 3

// Preloaded into child processes: when the launcher is killed and cannot stop them, they stop by themselves.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

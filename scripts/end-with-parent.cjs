// Loaded into the n8n that the scripts start. Its standard input is a pipe that only the script holds: when that
// closes, the script is gone, even if it was killed without a chance to end its children. Ending softly would
// hang, because the script that read n8n's output is gone, too.
if (require('node:worker_threads').isMainThread) {
	process.stdin.on('close', () => process.kill(process.pid, 'SIGKILL')).resume();
	process.stdin.unref();
}

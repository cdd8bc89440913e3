import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// n8n-core keeps its settings in the user's folder and creates them when they are missing. The tests get a folder of
// their own, and settings that exist already, so that two workers cannot write them at the same time.
export default function () {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-sap-concur-'));
	mkdirSync(join(folder, '.n8n'));
	writeFileSync(join(folder, '.n8n', 'config'), JSON.stringify({ encryptionKey: 'for tests' }), {
		mode: 0o600,
	});
	process.env.N8N_USER_FOLDER = folder;
	return () => rmSync(folder, { recursive: true, force: true });
}

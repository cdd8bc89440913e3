// Room pictures: which pictures the documentation shows, who makes them, and whether they are still what n8n shows.
// The end-to-end tests make all of them on the way; nothing here starts a browser.
import { join } from 'node:path';
import { n8nVersions } from '../install-n8n.mts';
import { projectFolder } from '../package-tarball.mts';

/** The n8n that the documentation shows. */
export const documentedN8n = n8nVersions[0];

/** Pictures of docs/pictures: the name that a test in test/e2e gives it, and the file of that test. */
export const documented: Record<string, { made: string; by: string }> = {
	identity: { made: 'form Create identity', by: 'editor' },
	provisioning: { made: 'form Add expense and travel', by: 'editor' },
	'provisioning-status': { made: 'form How did it end', by: 'editor' },
	credential: { made: 'credential', by: 'editor' },
	'user-list': { made: 'list of users, form', by: 'editor' },
	'event-trigger': { made: 'event trigger', by: 'documentation' },
	onboarding: { made: 'onboarding, run', by: 'documentation' },
	'status-table': { made: 'results of the onboarding', by: 'documentation' },
	'resume-on-event': { made: 'resumed run', by: 'documentation' },
	plan: { made: 'plan', by: 'planPanels' },
	approval: { made: 'approval', by: 'planPanels' },
	repaired: { made: 'repaired', by: 'planPanels' },
	changes: { made: 'changes', by: 'syncPanels' },
	'sync-second-run': { made: 'sync second run', by: 'syncPanels' },
	'wrong-rows': { made: 'wrong rows', by: 'panels' },
	summary: { made: 'summary', by: 'panels' },
	'company-form': { made: 'company form', by: 'companyForm' },
	understood: { made: 'understood', by: 'companyForm' },
	drift: { made: 'drift', by: 'drift' },
	'leaver-check': { made: 'leaver-check', by: 'leaverCheck' },
	'check-connection': { made: 'check-connection', by: 'connection' },
	'import-file': { made: 'import-file', by: 'importFile' },
};

export const pictureFolder = join(projectFolder, 'docs', 'pictures');

/** Where the end-to-end tests store what they see in this n8n. */
export const madeFolder = (version: string) =>
	join(projectFolder, 'test-results', `n8n-${version}`);

/** What can be read on the pictures of docs/pictures, by their names. */
export const textsFile = join(pictureFolder, 'texts.json');

// What is done when a signature matches no known key: SAP's certificates are fetched behind the answer to the delivery, which
// comes again meanwhile.
import differenceBy from 'lodash/differenceBy';
import uniqBy from 'lodash/uniqBy';
import without from 'lodash/without';
import type { IWebhookFunctions } from 'n8n-workflow';
import { eventHost } from '../../../credentials/eventPublicKeys';
import { keySite } from '../../shared/concur/events/sapKeys';
import { expired, withIssuers } from './chain';
import { checkedFile, fetchesKeys } from './foundKeys';
import type { KeySearch, PublishedChain } from './keySearch';
import type { CredentialKeys, KeyState } from './keyState';
import { logName } from '../logName';
import { fetchPublishedChains, type PublishedFile } from './publishedChains';
import type { TrustedKey } from './verify';

const whatToPaste =
	"SAP's new certificate into 'Event Public Keys' of the SAP Concur API credential. SAP Concur sends a rejected event again for 72 hours.";

/**
 * Begins to fetch SAP's certificates for a signature that matches no known key, and comes back at once.
 * @param known the keys that did not match, and the authorities of the credential
 * @returns what is being done about that signature, as a sentence for the log
 */
export function startKeySearch(
	this: IWebhookFunctions,
	state: KeyState,
	known: CredentialKeys,
): string {
	if (!fetchesKeys.call(this)) {
		return `If SAP Concur sent it, turn on 'Fetch New SAP Keys' in this node, or paste ${whatToPaste}`;
	}
	const now = new Date();
	if (state.search.begin(now.getTime())) void fetchKeys.call(this, state, known, now);
	return state.search.isRunning()
		? "n8n is fetching SAP's certificates."
		: "n8n fetched SAP's certificates less than three minutes ago. A later delivery fetches them again.";
}

/** Never rejects, because no caller waits for it. */
async function fetchKeys(
	this: IWebhookFunctions,
	state: KeyState,
	{ keys: known, authorities }: CredentialKeys,
	now: Date,
): Promise<void> {
	const { search } = state;
	const foundAt = now.toISOString();
	let chains: PublishedChain[] = [];
	try {
		const fetched = await fetchPublishedChains(this.helpers.httpRequest, now);
		const files = withKnownIssuers(fetched, search.chains());
		chains = files.flatMap(({ pem }) => (pem ? { pem, foundAt } : []));
		const results = files.map(({ isForEvents, pem, problem }) => ({
			isForEvents,
			...(pem ? checkedFile(state, { pem, foundAt }, authorities) : { problem }),
		}));
		report.call(this, search, results, known);
	} catch (caught) {
		const { message: problem } = caught as Error;
		report.call(this, search, [{ isForEvents: true, problem }], known);
	} finally {
		search.end(chains);
	}
}

/** With the issuers that a file leaves out, where this process has seen them. */
function withKnownIssuers(files: PublishedFile[], before: PublishedChain[]): PublishedFile[] {
	const seen = [...files, ...before].flatMap(({ pem }) => pem ?? []);
	return files.map((file) => (file.pem ? { ...file, pem: withIssuers(file.pem, seen) } : file));
}

interface FileResult {
	isForEvents: boolean;
	key?: TrustedKey;
	/** Why there is no key, as a sentence. */
	problem?: string;
}

/** Says what was found, and once what keeps failing. */
function report(
	this: IWebhookFunctions,
	search: KeySearch,
	files: FileResult[],
	known: TrustedKey[],
): void {
	const keys = files.flatMap(({ key }) => key ?? []);
	const found = uniqBy(differenceBy(keys, known, 'fingerprint'), 'fingerprint');
	for (const { fingerprint } of found) {
		this.logger.info(`${logName(this)} found the new SAP key ${fingerprint}.`);
	}
	if (found.length > 0) return search.forgetProblem();
	const problem = whyNone(files.filter(({ isForEvents }) => isForEvents));
	if (!search.isNewProblem(problem)) return;
	this.logger.warn(
		`${logName(this)} found no new SAP key. ${problem} If events are missing, paste ${whatToPaste}`,
	);
}

function whyNone(files: FileResult[]): string {
	const isKnown = files.some(({ key }) => key);
	const problems = files.flatMap(({ problem }) => problem ?? []);
	// SAP leaves its old files in their places.
	const [problem] = isKnown ? without(problems, expired) : problems;
	if (problem) return problem;
	return isKnown
		? 'All keys that SAP publishes are known already.'
		: `${keySite} has no certificate for ${eventHost}.`;
}

// What is done when a signature fits no known key: SAP's certificates are fetched behind the answer to the delivery, which
// comes again meanwhile.
import type { X509Certificate } from 'node:crypto';
import differenceBy from 'lodash/differenceBy';
import uniqBy from 'lodash/uniqBy';
import without from 'lodash/without';
import type { IWebhookFunctions } from 'n8n-workflow';
import { eventHost } from '../../../credentials/eventPublicKeys';
import { expired, withIssuers } from './chain';
import { fetchesKeys, search, verdictOn } from './foundKeys';
import type { PublishedChain } from './keySearch';
import { nameOf } from './nameOf';
import { fetchPublishedChains, site, type PublishedFile } from './publishedChains';
import type { TrustedKey } from './verify';

const whatToPaste =
	"SAP's new certificate into 'Event Public Keys' of the SAP Concur API credential. SAP Concur sends a refused event again for 72 hours.";

/**
 * Begins to fetch SAP's certificates for a signature that fits no known key, and comes back at once.
 * @returns what is being done about that signature, as a sentence for the log
 */
export function lookForNewKey(
	this: IWebhookFunctions,
	known: TrustedKey[],
	authorities: X509Certificate[],
): string {
	if (!fetchesKeys.call(this)) {
		return `If it came from SAP Concur, switch on 'Fetch SAP's New Keys' in this node, or paste ${whatToPaste}`;
	}
	const now = new Date();
	if (search.begin(now.getTime())) void fetchKeys.call(this, known, authorities, now);
	return search.isRunning()
		? "SAP's certificates are being fetched."
		: "SAP's certificates were fetched less than three minutes ago; a later delivery fetches them again.";
}

/** Never rejects: nobody waits for it. */
async function fetchKeys(
	this: IWebhookFunctions,
	known: TrustedKey[],
	authorities: X509Certificate[],
	now: Date,
): Promise<void> {
	const foundAt = now.toISOString();
	let chains: PublishedChain[] = [];
	try {
		const files = completed(await fetchPublishedChains(this.helpers.httpRequest, now));
		chains = files.flatMap(({ pem }) => (pem ? { pem, foundAt } : []));
		const judged = files.map((file) => judgedFile(file, authorities, foundAt));
		report.call(this, judged, known);
	} catch (caught) {
		report.call(this, [{ isForEvents: true, problem: (caught as Error).message }], known);
	} finally {
		search.end(chains);
	}
}

/** With the issuers that a file leaves out, as far as this process has seen them. */
function completed(files: PublishedFile[]): PublishedFile[] {
	const seen = [...files, ...search.chains()].flatMap(({ pem }) => pem ?? []);
	return files.map((file) => (file.pem ? { ...file, pem: withIssuers(file.pem, seen) } : file));
}

interface JudgedFile {
	isForEvents: boolean;
	key?: TrustedKey;
	/** Why there is no key, as a sentence. */
	problem?: string;
}

function judgedFile(
	{ isForEvents, pem, problem }: PublishedFile,
	authorities: X509Certificate[],
	foundAt: string,
): JudgedFile {
	if (pem === undefined) return { isForEvents, problem };
	const { key, refusal } = verdictOn({ pem, foundAt }, authorities);
	return { isForEvents, key, problem: refusal };
}

/** Says what was found, and once what keeps failing. */
function report(this: IWebhookFunctions, files: JudgedFile[], known: TrustedKey[]): void {
	const keys = files.flatMap(({ key }) => key ?? []);
	const found = uniqBy(differenceBy(keys, known, 'fingerprint'), 'fingerprint');
	for (const { fingerprint } of found) {
		this.logger.info(`${nameOf(this)} found SAP's new key ${fingerprint}.`);
	}
	if (found.length > 0) return search.forgetProblem();
	const problem = whyNone(files.filter(({ isForEvents }) => isForEvents));
	if (!search.isNewProblem(problem)) return;
	this.logger.warn(
		`${nameOf(this)} found no new key of SAP. ${problem} If events are missing, paste ${whatToPaste}`,
	);
}

function whyNone(files: JudgedFile[]): string {
	const isKnown = files.some(({ key }) => key);
	const problems = files.flatMap(({ problem }) => problem ?? []);
	// SAP leaves its old files in their places.
	const [problem] = isKnown ? without(problems, expired) : problems;
	if (problem) return problem;
	return isKnown
		? 'SAP publishes no key that is not known already.'
		: `${site} shows no certificate for ${eventHost}.`;
}

// Keys of SAP that nobody had to paste: fetched when a signature fits none, judged for each credential, and kept in the
// workflow, so that a restart or another process need not fetch them again.
import type { X509Certificate } from 'node:crypto';
import differenceBy from 'lodash/differenceBy';
import isEqual from 'lodash/isEqual';
import uniqBy from 'lodash/uniqBy';
import type { IWebhookFunctions } from 'n8n-workflow';
import { isJsonObject } from '../shared/attributes';
import { digiCertRoots } from './authorities';
import { judgeChain } from './chain';
import { createKeySearch, type PublishedChain } from './keySearch';
import { fetchPublishedChains } from './publishedChains';
import { publishedKeys } from './publishedKeys';
import { nameOf } from './nameOf';
import { trustedKey } from './trustedKey';
import type { TrustedKey } from './verify';

/** Of this process. */
const search = createKeySearch();

interface Judged {
	foundAt: string;
	key?: TrustedKey;
	refusal?: string;
}

/** By the text of a file, for those who trust the same authorities: a delivery must not pay for it again. */
const judged = new WeakMap<X509Certificate[], Map<string, Judged>>();
const mostJudged = 50;

/** More are never in use at a time. */
const mostKept = 5;

/**
 * The keys that were found so far, by this process or as kept in the workflow; none with Fetch SAP's New Keys off.
 * @param authorities those of the credential, trusted beside DigiCert's
 */
export function foundKeys(this: IWebhookFunctions, authorities: X509Certificate[]): TrustedKey[] {
	const keys = chainsOf.call(this).flatMap((chain) => judge(chain, authorities).key ?? []);
	return uniqBy(keys, 'fingerprint');
}

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
		return "If it came from SAP Concur, switch on 'Fetch SAP's New Keys' in this node, or paste SAP's new certificate into 'Event Public Keys' of the SAP Concur API credential. SAP Concur sends an event again for 72 hours.";
	}
	const now = new Date();
	const fetch = async () => await fetchPublishedChains(this.helpers.httpRequest, now);
	search.begin(fetch, now.getTime())?.then(
		(chains) => report.call(this, chains, known, authorities),
		({ message }: Error) =>
			warn.call(
				this,
				`could not look for SAP's new key: ${message}. Let n8n reach https://developer.concur.com, or paste`,
			),
	);
	const fetching = search.isRunning()
		? 'are being fetched'
		: 'are fetched again in three minutes at most';
	return `SAP's certificates ${fetching}. SAP Concur sends an event again for 72 hours.`;
}

/** Keeps in the workflow what this process has found and it does not hold yet. n8n stores it after the answer. */
export function keepFoundKeys(this: IWebhookFunctions, authorities: X509Certificate[]): void {
	const kept = chainsOf
		.call(this)
		.filter((chain) => {
			const { key } = judge(chain, authorities);
			const isBuiltIn = publishedKeys.some(({ fingerprint }) => fingerprint === key?.fingerprint);
			return key?.until !== undefined && key.until > new Date() && !isBuiltIn;
		})
		.slice(0, mostKept);
	if (isEqual(kept, storedChains.call(this))) return;
	this.getWorkflowStaticData('node').eventCertificates = kept;
}

function fetchesKeys(this: IWebhookFunctions): boolean {
	return this.getNodeParameter('fetchKeys', true) === true;
}

/** The stored ones first: they were judged at a moment when they were valid. */
function chainsOf(this: IWebhookFunctions): PublishedChain[] {
	if (!fetchesKeys.call(this)) return [];
	return uniqBy([...storedChains.call(this), ...search.chains()], 'pem');
}

function storedChains(this: IWebhookFunctions): PublishedChain[] {
	const { eventCertificates } = this.getWorkflowStaticData('node');
	const stored: unknown[] = Array.isArray(eventCertificates) ? eventCertificates : [];
	return stored.filter(isJsonObject).map(({ pem, foundAt }) => ({
		pem: String(pem),
		foundAt: String(foundAt),
	}));
}

function judge({ pem, foundAt }: PublishedChain, authorities: X509Certificate[]): Judged {
	const before = judged.get(authorities) ?? new Map<string, Judged>();
	judged.set(authorities, before);
	const known = before.get(pem);
	// One that was not valid yet may be judged otherwise when it is found again; one that was trusted stays so.
	if (known && (known.key || known.foundAt === foundAt)) return known;
	const roots = [...digiCertRoots, ...authorities];
	const { certificate, refusal } = judgeChain(pem, roots, new Date(foundAt));
	const key =
		certificate &&
		trustedKey(certificate.publicKey, 'fetched', {
			from: new Date(certificate.validFrom),
			certificateEnd: new Date(certificate.validTo),
		});
	if (before.size >= mostJudged) before.clear();
	before.set(pem, { foundAt, key, refusal });
	return { foundAt, key, refusal };
}

function report(
	this: IWebhookFunctions,
	chains: PublishedChain[],
	known: TrustedKey[],
	authorities: X509Certificate[],
): void {
	const verdicts = chains.map((chain) => judge(chain, authorities));
	const keys = verdicts.flatMap(({ key }) => key ?? []);
	if (keys.length === 0) {
		const [{ refusal }] = verdicts;
		return warn.call(
			this,
			`cannot trust the certificates at https://developer.concur.com. ${refusal} Compare them with SAP's page, or paste`,
		);
	}
	search.isNews();
	for (const { fingerprint } of differenceBy(keys, known, 'fingerprint')) {
		this.logger.info(`${nameOf(this)} found SAP's new key ${fingerprint}.`);
	}
}

/**
 * Says once what fails every three minutes.
 * @param problem and what to do, up to 'paste'
 */
function warn(this: IWebhookFunctions, problem: string): void {
	if (!search.isNews(problem)) return;
	this.logger.warn(
		`${nameOf(this)} ${problem} SAP's new certificate into 'Event Public Keys' of the SAP Concur API credential. SAP Concur sends an event again for 72 hours.`,
	);
}

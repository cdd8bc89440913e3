// Keys of SAP that nobody had to paste: judged for each credential, and kept in the workflow, so that a restart or another
// process need not fetch them again.
import type { X509Certificate } from 'node:crypto';
import isEqual from 'lodash/isEqual';
import sortBy from 'lodash/sortBy';
import uniqBy from 'lodash/uniqBy';
import type { IWebhookFunctions } from 'n8n-workflow';
import { isJsonObject } from '../../shared/schema/attributes';
import { digiCertRoots } from './authorities';
import { judgeChain } from './chain';
import { createKeySearch, type PublishedChain } from './keySearch';
import { publishedKeys } from './publishedKeys';
import { trustedKey } from './trustedKey';
import type { TrustedKey } from './verify';

/** Of this process. */
export const search = createKeySearch();

interface Verdict {
	foundAt: string;
	key?: TrustedKey;
	refusal?: string;
}

/** By the text of a file, for those who trust the same authorities: a delivery must not pay for it again. */
const verdicts = new WeakMap<X509Certificate[], Map<string, Verdict>>();
const mostVerdicts = 50;

/** More are never in use at a time. */
const mostKept = 5;

/**
 * The keys that were found so far, by this process or as kept in the workflow; none with Fetch SAP's New Keys off.
 * @param authorities those of the credential, trusted beside DigiCert's
 */
export function foundKeys(this: IWebhookFunctions, authorities: X509Certificate[]): TrustedKey[] {
	return trustedChains.call(this, authorities).map(({ key }) => key);
}

/** Keeps in the workflow what this process has found and it does not hold yet. n8n stores it after the answer. */
export function keepFoundKeys(this: IWebhookFunctions, authorities: X509Certificate[]): void {
	const now = new Date();
	const kept = trustedChains
		.call(this, authorities)
		.filter(({ key: { until } }) => until && until > now)
		.filter(({ key }) => !isBuiltIn(key))
		.slice(0, mostKept)
		.map(({ chain }) => chain);
	if (isEqual(kept, storedChains.call(this))) return;
	this.getWorkflowStaticData('node').eventCertificates = kept;
}

/** Whether this version of the node trusts the key at least as long. */
function isBuiltIn({ fingerprint, until }: TrustedKey): boolean {
	const own = publishedKeys.find((key) => key.fingerprint === fingerprint);
	return own?.until !== undefined && until !== undefined && own.until >= until;
}

/** Whether the user lets the node fetch SAP's certificates. */
export function fetchesKeys(this: IWebhookFunctions): boolean {
	return this.getNodeParameter('fetchKeys', true) === true;
}

/** One for each key, the one that lasts longest; the newest first. */
function trustedChains(
	this: IWebhookFunctions,
	authorities: X509Certificate[],
): Array<{ chain: PublishedChain; key: TrustedKey }> {
	if (!fetchesKeys.call(this)) return [];
	// The stored ones first: they were judged at a moment when they were valid.
	const chains = uniqBy([...storedChains.call(this), ...search.chains()], 'pem');
	const trusted = chains.flatMap((chain) => {
		const { key } = verdictOn(chain, authorities);
		return key ? { chain, key } : [];
	});
	return uniqBy(
		sortBy(trusted, ({ key }) => -Number(key.until)),
		({ key }) => key.fingerprint,
	);
}

/** What is not of this shape was not stored by the node. */
function storedChains(this: IWebhookFunctions): PublishedChain[] {
	const { eventCertificates } = this.getWorkflowStaticData('node');
	const stored: unknown[] = Array.isArray(eventCertificates) ? eventCertificates : [];
	return stored.flatMap((chain) => {
		if (!isJsonObject(chain)) return [];
		const { pem, foundAt } = chain;
		return typeof pem === 'string' && typeof foundAt === 'string' ? { pem, foundAt } : [];
	});
}

/** What a file is worth to those who trust these authorities; judged once. */
export function verdictOn(
	{ pem, foundAt }: PublishedChain,
	authorities: X509Certificate[],
): Verdict {
	const before = verdicts.get(authorities) ?? new Map<string, Verdict>();
	verdicts.set(authorities, before);
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
	if (before.size >= mostVerdicts) before.clear();
	before.set(pem, { foundAt, key, refusal });
	return { foundAt, key, refusal };
}

// Keys of SAP that the node found without a paste: checked for each credential, and kept in the workflow, so that a restart or another
// process need not fetch them again.
import type { X509Certificate } from 'node:crypto';
import isEqual from 'lodash/isEqual';
import sortBy from 'lodash/sortBy';
import uniqBy from 'lodash/uniqBy';
import type { IWebhookFunctions } from 'n8n-workflow';
import { isJsonObject } from '../../shared/schema/attributes';
import { digiCertRoots } from './authorities';
import { builtInKeys } from './builtInKeys';
import { checkChain } from './chain';
import type { PublishedChain } from './keySearch';
import type { CheckedFile, KeyState } from './keyState';
import { toTrustedKey } from './toTrustedKey';
import type { TrustedKey } from './verify';

/** For each list of authorities. */
const mostCheckedFiles = 50;

/** More are never in use at a time. */
const mostKept = 5;

/**
 * The keys that were found so far, by this process or as kept in the workflow; none with Fetch New SAP Keys off.
 * @param authorities those of the credential, trusted beside DigiCert's
 */
export function foundKeys(
	this: IWebhookFunctions,
	state: KeyState,
	authorities: X509Certificate[],
): TrustedKey[] {
	return trustedChains.call(this, state, authorities).map(({ key }) => key);
}

/** Keeps in the workflow what this process has found and it does not contain yet. n8n stores it after the answer. */
export function keepFoundKeys(
	this: IWebhookFunctions,
	state: KeyState,
	authorities: X509Certificate[],
): void {
	const now = new Date();
	const kept = trustedChains
		.call(this, state, authorities)
		.filter(({ key: { until } }) => until && until > now)
		.filter(({ key }) => !isBuiltIn(key))
		.slice(0, mostKept)
		.map(({ chain }) => chain);
	if (isEqual(kept, storedChains.call(this))) return;
	this.getWorkflowStaticData('node').eventCertificates = kept;
}

/** Whether this version of the node trusts the key at least as long. */
function isBuiltIn({ fingerprint, until }: TrustedKey): boolean {
	const own = builtInKeys.find((key) => key.fingerprint === fingerprint);
	return own?.until !== undefined && until !== undefined && own.until >= until;
}

/** Whether the user lets the node fetch SAP's certificates. */
export function fetchesKeys(this: IWebhookFunctions): boolean {
	return this.getNodeParameter('fetchKeys', true) === true;
}

/** One for each key, the one that lasts longest; the newest first. */
function trustedChains(
	this: IWebhookFunctions,
	state: KeyState,
	authorities: X509Certificate[],
): Array<{ chain: PublishedChain; key: TrustedKey }> {
	if (!fetchesKeys.call(this)) return [];
	// The stored ones first: they were checked at a moment when they were valid.
	const chains = uniqBy([...storedChains.call(this), ...state.search.chains()], 'pem');
	const trusted = chains.flatMap((chain) => {
		const { key } = checkedFile(state, chain, authorities);
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

/** What a file gives to those who trust these authorities; checked once. */
export function checkedFile(
	{ checkedFiles }: KeyState,
	{ pem, foundAt }: PublishedChain,
	authorities: X509Certificate[],
): CheckedFile {
	const before = checkedFiles.get(authorities) ?? new Map<string, CheckedFile>();
	checkedFiles.set(authorities, before);
	const known = before.get(pem);
	// One that was not valid yet may be so when it is found again; one that was trusted stays so.
	if (known && (known.key || known.foundAt === foundAt)) return known;
	const roots = [...digiCertRoots, ...authorities];
	const { certificate, problem } = checkChain(pem, roots, new Date(foundAt));
	const key =
		certificate &&
		toTrustedKey(certificate.publicKey, 'fetched', {
			from: new Date(certificate.validFrom),
			certificateEnd: new Date(certificate.validTo),
		});
	if (before.size >= mostCheckedFiles) before.clear();
	const checked = { foundAt, key, problem };
	before.set(pem, checked);
	return checked;
}

// The keys that a delivery is checked with: those of the credential, those that were found, and SAP's published ones.
import type { X509Certificate } from 'node:crypto';
import type { IWebhookFunctions, UserError } from 'n8n-workflow';
import { readEventPublicKeys } from '../../../credentials/eventPublicKeys';
import { readCredential } from '../../../credentials/tokens';
import { foundKeys } from './foundKeys';
import { publishedKeys } from './publishedKeys';
import { trustedKey } from './trustedKey';
import type { TrustedKey } from './verify';

interface Trust {
	keys: TrustedKey[];
	/** Of the credential. */
	authorities: X509Certificate[];
	/** Why the field Event Public Keys adds nothing. */
	problem?: UserError;
}

/** By the id of the credential. n8n 2.x spends more on opening a credential than on all the rest of a delivery. */
const opened = new Map<string, Trust & { at: number }>();

/** So long a key that was removed from the credential may still count. */
const keptMs = 60_000;

/**
 * All keys that count now, and the authorities of the credential. What SAP itself has signed does not have to wait until a
 * field that cannot be read is mended.
 * @param fresh opens the credential now, for a signature that fits none of the keys known so far
 * @throws whatever opening the credential throws
 */
export async function trustedKeys(this: IWebhookFunctions, fresh: boolean): Promise<Trust> {
	const own = await ownTrust.call(this, fresh);
	const keys = [...own.keys, ...foundKeys.call(this, own.authorities), ...publishedKeys];
	return { ...own, keys };
}

/** What the credential adds. */
async function ownTrust(this: IWebhookFunctions, fresh: boolean): Promise<Trust> {
	const id = this.getNode().credentials?.concurApi?.id ?? '';
	const known = opened.get(id);
	if (known && !fresh && Math.abs(Date.now() - known.at) < keptMs) return known;
	const { eventPublicKeys } = readCredential(await this.getCredentials('concurApi'));
	const { keys, authorities, problem } = readEventPublicKeys(eventPublicKeys);
	const own = { keys: keys.map((key) => trustedKey(key, 'credential')), authorities, problem };
	opened.set(id, { ...own, at: Date.now() });
	return own;
}

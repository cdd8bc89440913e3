// The keys that a delivery is checked with: SAP's published ones and those of the credential.
import type { IWebhookFunctions } from 'n8n-workflow';
import { readCredential } from '../../credentials/tokens';
import { readKeys } from './keys';
import { publishedKeys } from './publishedKeys';
import type { TrustedKey } from './verify';

/** By the id of the credential. n8n 2.x spends more on opening a credential than on all the rest of a delivery. */
const opened = new Map<string, { keys: TrustedKey[]; at: number }>();

/** So long a key that was removed from the credential may still count. */
const keptMs = 60_000;

/**
 * SAP's published keys and those of the node's credential.
 * @param fresh opens the credential now, for a signature that fits none of the keys known so far
 * @throws whatever opening the credential throws; UserError for keys that cannot be read
 */
export async function trustedKeys(this: IWebhookFunctions, fresh: boolean): Promise<TrustedKey[]> {
	const id = this.getNode().credentials?.concurApi?.id ?? '';
	const known = opened.get(id);
	if (known && !fresh && Math.abs(Date.now() - known.at) < keptMs) return known.keys;
	const { eventPublicKeys } = readCredential(await this.getCredentials('concurApi'));
	const keys = [...publishedKeys, ...readKeys(eventPublicKeys)];
	opened.set(id, { keys, at: Date.now() });
	return keys;
}

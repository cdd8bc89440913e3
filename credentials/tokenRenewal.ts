// Renews the tokens of a credential once, however many requests ask for that at the same time.
import type { IDataObject, IHttpRequestHelper } from 'n8n-workflow';
import { fingerprint, type ConcurCredential, type StoredTokens } from './concurCredential';
import { fetchTokens } from './tokens';

type RenewTokens = (
	http: IHttpRequestHelper,
	credential: ConcurCredential,
) => Promise<StoredTokens & IDataObject>;

const keptMs = 30_000;

/**
 * n8n has no lock: n requests that are rejected together would renew n times, and with rotating refresh tokens all but
 * the first would fail. So one renewal serves all who hold the same old tokens, also those whose rejection arrives a
 * little later. Only inside this process: a node that fails here reads the credential again.
 */
export function createTokenRenewal(): RenewTokens {
	const renewals = new Map<string, { tokens: Promise<StoredTokens>; endedAt?: number }>();

	return async (http, credential) => {
		for (const [id, { endedAt }] of renewals) {
			if (endedAt !== undefined && endedAt < Date.now() - keptMs) renewals.delete(id);
		}
		const id = fingerprint(Object.values(credential));
		const running = renewals.get(id);
		if (running) return { ...(await running.tokens) };

		const tokens = fetchTokens(http, credential);
		renewals.set(id, { tokens });
		tokens.then(
			() => {
				// Without a token there was no rejection that could arrive late; asking again is then a wish of the user.
				if (credential.accessToken === '') renewals.delete(id);
				else renewals.set(id, { tokens, endedAt: Date.now() });
			},
			() => renewals.delete(id),
		);
		return { ...(await tokens) };
	};
}

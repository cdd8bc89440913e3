// Renews the tokens of a credential once, however many requests ask for that at the same time.
import { UserError, type IDataObject, type IHttpRequestHelper } from 'n8n-workflow';
import {
	fingerprint,
	sourceOf,
	type ConcurCredential,
	type StoredTokens,
} from './concurCredential';
import { sentenceForCode } from './tokenErrors';
import { fetchTokens } from './tokens';

type RenewTokens = (
	http: IHttpRequestHelper,
	credential: ConcurCredential,
) => Promise<StoredTokens & IDataObject>;

/** Tokens that were made of each other. */
interface Line {
	newest?: StoredTokens;
	/** When they were fetched. */
	renewedAt?: number;
	/** Older generations whose holders were told to read the credential again. */
	sentBack?: Set<string>;
	renewal?: Promise<StoredTokens>;
}

const rememberedTokens = 200;

/** The time in which requests are rejected that were under way together. */
const justNowMs = 30_000;

/**
 * n8n has no lock: n requests that are rejected together would renew n times, and with rotating refresh tokens all but
 * the first would fail. n8n also stores whatever a caller gets here. So one renewal serves all who hold the same tokens,
 * and who comes a little late with older ones gets the newest of their line. Whoever comes later is told once to read
 * the credential again, because another process may have stored newer ones meanwhile; who still has the old ones then
 * gets the newest, or newer ones made of them.
 */
export function createTokenRenewal(): RenewTokens {
	/** The line of each generation of tokens, the one that was asked for last at the end. */
	const lines = new Map<string, Line>();

	const remember = (id: string, line: Line) => {
		lines.delete(id);
		lines.set(id, line);
		for (const oldest of lines.keys()) {
			if (lines.size > rememberedTokens) lines.delete(oldest);
		}
	};

	const renew = async (http: IHttpRequestHelper, credential: ConcurCredential, line: Line) => {
		try {
			const tokens = await fetchTokens(http, credential);
			line.newest = tokens;
			line.renewedAt = Date.now();
			line.sentBack = new Set();
			remember(idOf(credential, tokens), line);
			return tokens;
		} finally {
			line.renewal = undefined;
			// Two credentials that were typed alike look the same as long as they have no tokens.
			if (credential.accessToken === '') lines.delete(idOf(credential, credential));
		}
	};

	return async (http, credential) => {
		const id = idOf(credential, credential);
		const line = lines.get(id) ?? {};
		remember(id, line);
		const { newest } = line;
		const isLate = newest !== undefined && idOf(credential, newest) !== id;
		if (isLate && !line.renewal) {
			const isJustNow = Date.now() - (line.renewedAt ?? 0) < justNowMs;
			if (!isJustNow && !line.sentBack?.has(id)) {
				line.sentBack?.add(id);
				throw new UserError(sentenceForCode(108, 'refresh_token'), { tags: { concurCode: 108 } });
			}
			if (isGood(newest)) return { ...newest };
		}
		line.renewal ??= renew(http, isLate ? { ...credential, ...newest } : credential, line);
		return { ...(await line.renewal) };
	};
}

/** What was typed is part of it: who has typed something else has no part in these tokens. */
function idOf(
	credential: ConcurCredential,
	{ accessToken, tokenExpiresAt, refreshToken }: StoredTokens,
): string {
	return fingerprint([sourceOf(credential), accessToken, tokenExpiresAt, refreshToken]);
}

const isGood = ({ tokenExpiresAt }: StoredTokens) => Date.parse(tokenExpiresAt) > Date.now();

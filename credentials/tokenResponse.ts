// What came back from a token service, read without trust: gateways respond in its place, and no value has a sure type.
import { z } from 'zod';

/** A token and what comes with it; a part that cannot be read is left out. */
export interface IssuedToken {
	accessToken: string;
	refreshToken?: string;
	/** Until when it may be used, as ISO 8601. */
	usableUntil: string;
	/** As ISO 8601, '' when unknown. */
	refreshableUntil: string;
	/** The granted scopes, separated by blanks. */
	scopes: string;
	/** Where the company lives, as Concur wrote it. */
	geolocation?: string;
}

/** Fits into a header of HTTP; a real one has 3 to 4 kB. */
const tokenText = z.string().regex(/^[!-~]{1,16000}$/);
/** Texts and numbers: open-questions 16. */
const digits = z.string().regex(/^\d{1,12}$/);
const seconds = z.union([z.number(), digits.transform(Number)]).pipe(z.number().min(1).max(1e11));
const address = z.string().min(1).max(2000);

const issued = z.object({
	access_token: tokenText,
	refresh_token: tokenText.optional().catch(undefined),
	expires_in: seconds.catch(3300),
	/** Not a duration but seconds since 1970. */
	refresh_expires_in: seconds.optional().catch(undefined),
	scope: z.string().max(16000).catch(''),
	geolocation: address.optional().catch(undefined),
});

const errorBody = z.object({
	code: z
		.union([z.number(), digits.transform(Number)])
		.pipe(z.number().int().min(0).max(9999))
		.optional()
		.catch(undefined),
	geolocation: address.optional().catch(undefined),
});

/** Returns the token in the body of a response, undefined when it holds none that can be sent. Never throws. */
export function readToken(body: unknown): IssuedToken | undefined {
	const { data } = issued.safeParse(body);
	return (
		data && {
			accessToken: data.access_token,
			refreshToken: data.refresh_token,
			usableUntil: usableUntil(data.expires_in),
			refreshableUntil: refreshableUntil(data.refresh_expires_in),
			scopes: data.scope,
			geolocation: data.geolocation,
		}
	);
}

/** Returns Concur's code and the other host in the body of a rejection, as far as they are there. Never throws. */
export function readErrorBody(body: unknown): z.infer<typeof errorBody> {
	return errorBody.safeParse(body).data ?? {};
}

/** Concur's hour, or less if it says so, minus a minute for the way: open-questions 16. */
function usableUntil(expiresIn: number): string {
	const lasts = Math.min(expiresIn, 3600);
	return new Date(Date.now() + (lasts - Math.min(60, lasts / 10)) * 1000).toISOString();
}

function refreshableUntil(expires: number | undefined): string {
	if (expires === undefined) return '';
	return new Date(expires > 1e9 ? expires * 1000 : Date.now() + expires * 1000).toISOString();
}

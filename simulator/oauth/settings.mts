// Settings of the token service and of the app that the credentials of GET /_simulator/credentials belong to.
import { z } from 'zod';
import type { Kept } from '../company/settings.mts';
import { allScopes } from './scopes.mts';
import { tokenErrors } from './tokenErrors.mts';

const app = z
	.object({
		grants: z.array(z.string()),
		scopes: z.array(z.string()),
		/** Token error 59. */
		disabled: z.boolean(),
		/** False leads to token error 53. */
		companyEnabled: z.boolean(),
		/** Address of the right data center: token requests end with error 16 and this geolocation. */
		livesElsewhere: z.string().url().nullable().optional(),
	})
	.strict();

export const oauthSettings = z.object({
	/** Status for an expired or unknown token (open-questions 14). */
	expiredTokenStatus: z.union([z.literal(401), z.literal(403)]),
	/** A geolocation with /oauth2/v0/token appended, in odd case (open-questions 15). */
	geolocationWithPath: z.boolean(),
	/** JSON type of expires_in (open-questions 16). */
	expiresInAs: z.enum(['string', 'number']),
	refreshTokenRotates: z.boolean(),
	app,
	/** The next token request fails with this code of api-facts 2.3, once. */
	tokenError: z
		.object({ code: z.number().refine((code) => code in tokenErrors, 'unknown code') })
		.strict()
		.nullable()
		.optional(),
});

export type OauthSettings = Kept<z.infer<typeof oauthSettings>>;

/** Returns what a simulator starts with. */
export function defaultOauthSettings(): OauthSettings {
	return {
		expiredTokenStatus: 401,
		geolocationWithPath: false,
		expiresInAs: 'string',
		refreshTokenRotates: false,
		app: {
			grants: ['password', 'refresh_token', 'client_credentials'],
			scopes: [...allScopes],
			disabled: false,
			companyEnabled: true,
		},
	};
}

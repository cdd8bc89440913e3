// The defaults of everything that SAP's documents leave open, and the check of what a client wants
// changed. The numbers in context.mts are rows of the list of open questions.
import mergeWith from 'lodash/mergeWith.js';
import { z } from 'zod';
import type { Settings } from './context.mts';
import { defaultEventSettings, eventSettings } from './events/settings.mts';
import { tokenErrors } from './oauthErrors.mts';

/** SAP: v4.scope-mapping, v4.user-provisioning and the retrieval pages (api-facts 4). */
export const allScopes = [
	'openid',
	'user.provision.write',
	'user.provision.read',
	'identity.user.ids.read',
	'identity.user.core.read',
	'identity.user.coresensitive.read',
	'identity.user.enterprise.read',
	'identity.user.sap.read',
	'identity.user.coreenterprise.writeonly',
	'identity.user.externalID.writeonly',
	'identity.user.emails.verified.writeonly',
	'identity.user.sap.writeonly',
	'identity.user.delete',
	'spend.user.general.read',
	'spend.user.general.writeonly',
	'travel.user.general.read',
	'travel.user.private.read',
	'user.profile.search.read',
	'events.topic.read',
	'identity.user.event.read',
	'spend.user.event.read',
	'travel.profile.user.event.read',
	'travel.user.event.read',
];

/** A fresh copy of the settings that a simulator starts with. */
export function defaultSettings(): Settings {
	return {
		provisioning: { finishesAfterMs: 2000, slowUserNames: [], slowFinishesAfterMs: 600_000 },
		legacyStatusPath: false,
		inconsistentStatus: false,
		omitPendingCount: false,
		extensionErrorCode: '500',
		messagesShape: 'array',
		blockedResult: 'no-op',
		identityCreateStatus: 200,
		duplicateStatus: 409,
		expiredTokenStatus: 401,
		geolocationWithPath: false,
		expiresInAs: 'string',
		refreshTokenRotates: false,
		cursorFollowUp: 'both',
		verifiedWithoutScope: 'refuse',
		oversizeBulkStatus: 400,
		statusPageSize: 100,
		replaceCreatesMissing: false,
		removeOfAbsent: 'ok',
		putWipesSpend: false,
		app: {
			grants: ['password', 'refresh_token', 'client_credentials'],
			scopes: [...allScopes],
			disabled: false,
			companyEnabled: true,
		},
		company: {
			countries: [
				'US',
				'CA',
				'MX',
				'GB',
				'IE',
				'DE',
				'AT',
				'CH',
				'FR',
				'NL',
				'ES',
				'IT',
				'IN',
				'JP',
			],
			currencies: ['USD', 'CAD', 'MXN', 'GBP', 'EUR', 'CHF', 'INR', 'JPY'],
			locales: ['en-US', 'en-GB', 'en-CA', 'de-DE', 'fr-FR', 'it-IT', 'es-ES', 'nl-NL', 'ja-JP'],
			ledgers: ['DEFAULT', 'EMEA'],
			ruleClasses: [
				{ id: 101, name: 'Standard Travel' },
				{ id: 102, name: 'Executive Travel' },
			],
			lists: { custom3: ['4711', '4712', '4713'] },
			requiredFields: [],
		},
		events: defaultEventSettings(),
	};
}

const count = z.number().int().nonnegative();
const texts = z.array(z.string());

// A setting that may be absent takes null to switch it off again.
const changes = z
	.object({
		provisioning: z
			.object({
				finishesAfterPolls: count.nullable(),
				finishesAfterMs: count,
				slowUserNames: texts,
				slowFinishesAfterMs: count,
			})
			.partial()
			.strict(),
		legacyStatusPath: z.boolean(),
		inconsistentStatus: z.boolean(),
		omitPendingCount: z.boolean(),
		extensionErrorCode: z.enum(['500', '400']),
		messagesShape: z.enum(['array', 'object']),
		blockedResult: z.enum(['no-op', 'not-processed']),
		runningResult: z.literal('processing').nullable(),
		identityCreateStatus: z.union([z.literal(200), z.literal(201)]),
		duplicateStatus: z.union([z.literal(409), z.literal(400)]),
		expiredTokenStatus: z.union([z.literal(401), z.literal(403)]),
		geolocationWithPath: z.boolean(),
		expiresInAs: z.enum(['string', 'number']),
		refreshTokenRotates: z.boolean(),
		cursorFollowUp: z.enum(['both', 'repeated', 'short']),
		verifiedWithoutScope: z.enum(['refuse', 'drop']),
		oversizeBulkStatus: z.union([z.literal(400), z.literal(413)]),
		rateLimit: z.object({ perMinute: count, retryAfter: count }).strict().nullable(),
		statusPageSize: z.number().int().positive(),
		replaceCreatesMissing: z.boolean(),
		removeOfAbsent: z.enum(['ok', 'refuse']),
		putWipesSpend: z.boolean(),
		app: z
			.object({
				grants: texts,
				scopes: texts,
				disabled: z.boolean(),
				companyEnabled: z.boolean(),
				livesElsewhere: z.string().url().nullable(),
			})
			.partial()
			.strict(),
		tokenError: z
			.object({ code: z.number().refine((code) => code in tokenErrors, 'unknown code') })
			.strict()
			.nullable(),
		company: z
			.object({
				countries: texts,
				currencies: texts,
				locales: texts,
				ledgers: texts,
				ruleClasses: z.array(z.object({ id: z.number().int(), name: z.string() }).strict()),
				lists: z.record(texts),
				requiredFields: texts,
			})
			.partial()
			.strict(),
		events: eventSettings.partial(),
	})
	.partial()
	.strict();

/** Settings to change: any depth, lists as a whole, null for a setting that can be off. */
export type SettingsChange = z.infer<typeof changes>;

/**
 * Changes settings in place.
 *
 * @throws z.ZodError naming each unknown setting and each value of the wrong kind; then nothing has
 * changed.
 */
export function changeSettings(settings: Settings, change: unknown): void {
	const checked = changes.parse(change);
	mergeWith(settings, checked, (_before: unknown, after: unknown) =>
		Array.isArray(after) ? [...after] : undefined,
	);
	dropNulls(settings as unknown as Record<string, unknown>);
}

function dropNulls(holder: Record<string, unknown>): void {
	for (const [key, value] of Object.entries(holder)) {
		if (value === null) delete holder[key];
		else if (typeof value === 'object' && !Array.isArray(value))
			dropNulls(value as Record<string, unknown>);
	}
}

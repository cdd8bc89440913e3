// Puts the settings of all rooms together, and checks what a client wants changed.
import mergeWith from 'lodash/mergeWith.js';
import { z } from 'zod';
import { companySettings, defaultCompanySettings, type Kept } from '../company/settings.mts';
import { defaultEventSettings, eventSettings } from '../events/settings.mts';
import { isObject } from '../http/json.mts';
import { defaultIdentitySettings, identitySettings } from '../identity/settings.mts';
import { defaultOauthSettings, oauthSettings } from '../oauth/settings.mts';
import { defaultProvisioningSettings, provisioningSettings } from '../provisioning/settings.mts';
import { defaultPatchSettings, patchSettings } from '../scim/settings.mts';

const count = z.number().int().nonnegative();

const settings = z.object({
	...provisioningSettings.shape,
	...identitySettings.shape,
	...oauthSettings.shape,
	...patchSettings.shape,
	/** Requests per minute, per second or both, and token before 429; undefined is off (open-questions 57). */
	rateLimit: z
		.object({
			perMinute: count.optional(),
			perSecond: count.optional(),
			/** Seconds; null sends no Retry-After. */
			retryAfter: count.nullable().optional(),
		})
		.strict()
		.nullable()
		.optional(),
	/** Errors of the gateway (faults, rate limit) repeat the request, its token included, in their body. */
	echoRequests: z.boolean(),
	company: companySettings,
	events: eventSettings,
});

export type Settings = Kept<z.infer<typeof settings>>;

// A setting that may be absent accepts null, which switches it off again.
const changes = settings
	.extend({
		provisioning: settings.shape.provisioning.partial(),
		app: settings.shape.app.partial(),
		company: companySettings.partial(),
		events: eventSettings.partial(),
	})
	.partial()
	.strict();

/** Settings to change: any depth, lists as a whole, null for a setting that can be off. */
export type SettingsChange = z.infer<typeof changes>;

/** Returns a new copy of the settings that a simulator starts with. */
export function defaultSettings(): Settings {
	return {
		...defaultProvisioningSettings(),
		...defaultIdentitySettings(),
		...defaultOauthSettings(),
		...defaultPatchSettings(),
		echoRequests: false,
		company: defaultCompanySettings(),
		events: defaultEventSettings(),
	};
}

/**
 * Changes settings in place.
 *
 * @throws z.ZodError naming each unknown setting and each value of the wrong type; then nothing has
 * changed.
 */
export function changeSettings(current: Settings, change: unknown): void {
	const checked = changes.parse(change);
	mergeWith(current, checked, (_before: unknown, after: unknown) =>
		Array.isArray(after) ? [...after] : undefined,
	);
	dropNulls(current);
}

function dropNulls(holder: object): void {
	for (const [key, value] of Object.entries(holder)) {
		if (value === null) Reflect.deleteProperty(holder, key);
		else if (isObject(value)) dropNulls(value);
	}
}

// The settings of the event side: what SAP's documents contradict themselves about or leave open.
import { z } from 'zod';
import type { Kept } from '../company/settings.mts';
import { certificateFaults } from './certificateFaults.mts';

const count = z.number().int().nonnegative();

export const eventSettings = z
	.object({
		/**
		 * What fills companyIds: a company grant, the one company of the app's AllowedPrincipals, or
		 * nothing, as the app may see all companies (api-facts 11).
		 */
		companyIdsFrom: z.enum(['grant', 'allowedPrincipals', 'all']),
		/** What GET /subscriptions/{id} answers with (open-questions 6). */
		subscriptionShape: z.enum(['array', 'object']),
		/** The topic is always listed under its first name (open-questions 3). */
		identityTopicInEvent: z.enum([
			'public.concur.user.profile.identity',
			'public.concur.profile.identity',
		]),
		/** eventType of a deleted travel profile (open-questions 5). */
		travelDeleteType: z.enum(['TravelProfileDeleted', 'DELETE']),
		/** How the link to the provision status is written (open-questions 2). */
		statusHref: z.enum(['broken', 'right']),
		/** How the member subtopic is written (open-questions 36). */
		subtopicKey: z.enum(['subtopic', 'subTopic']),
		/** What groups, scopes and data of an event hold (open-questions 37). */
		emptyValues: z.enum(['null', 'text', 'list']),
		/** How timeStamp is written (open-questions 38). */
		timeStampAs: z.enum(['iso', 'noZone', 'offset', 'date', 'month13']),
		/** Padding of a signature by an RSA key (open-questions 17). */
		signature: z.enum(['pss', 'pkcs1']),
		/** alternate uses current and next by turns (open-questions 18, 71). */
		signingKey: z.enum(['current', 'next', 'alternate', 'unknown']),
		/** True lets the next key sign from now on, once; then it is false again (open-questions 18). */
		renewCertificate: z.boolean(),
		/** The type of the next key, and so of those after it (open-questions 18). */
		keyType: z.enum(['rsa', 'ec']),
		/** How a signature by an EC key is written (open-questions 17). */
		ecSignature: z.enum(['der', 'ieee-p1363']),
		/**
		 * What the developer site's page links: the file there, the one before, one of another host; or no page
		 * (open-questions 18).
		 */
		certificatePage: z.enum(['current', 'previous', 'elsewhere', 'redirect']),
		/** Absent while the certificate is right. */
		certificateFault: z.enum(certificateFaults).nullable().optional(),
		/** Milliseconds of real time (open-questions 19). */
		acknowledgeWithinMs: z.number().int().positive(),
		/** Milliseconds of the simulator's clock (open-questions 68). */
		deletionTakesMs: count,
		/** Status for an ID that belongs to another application (open-questions 67). */
		foreignIdStatus: z.union([z.literal(403), z.literal(409)]),
		/** Status for one subscription too many (open-questions 67). */
		limitStatus: z.union([z.literal(400), z.literal(409)]),
		/** Status for a filter that is not a regular expression (open-questions 67). */
		badFilterStatus: z.union([z.literal(400), z.literal(422)]),
		/** Whether an endpoint must accept a test event before it is saved (open-questions 69). */
		verifiesEndpoint: z.boolean(),
		/** Whether a delivery follows redirects (open-questions 70). */
		followsRedirects: z.boolean(),
		/** How often each event is delivered (open-questions 72). */
		copies: z.number().int().positive(),
		/** Each delivery waits up to two seconds of the simulator's clock, by chance (open-questions 72). */
		shuffle: z.boolean(),
		/** Milliseconds of the simulator's clock before an event is delivered (open-questions 72). */
		delayMs: count,
		/** Whether writes of the app come back to it as events (open-questions 73). */
		echo: z.boolean(),
	})
	.strict();

export type EventSettings = Kept<z.infer<typeof eventSettings>>;

/** Returns what a simulator starts with. */
export function defaultEventSettings(): EventSettings {
	return {
		companyIdsFrom: 'grant',
		subscriptionShape: 'array',
		identityTopicInEvent: 'public.concur.user.profile.identity',
		travelDeleteType: 'TravelProfileDeleted',
		statusHref: 'broken',
		subtopicKey: 'subtopic',
		emptyValues: 'null',
		timeStampAs: 'iso',
		signature: 'pss',
		signingKey: 'current',
		renewCertificate: false,
		keyType: 'rsa',
		ecSignature: 'der',
		certificatePage: 'current',
		acknowledgeWithinMs: 30_000,
		deletionTakesMs: 0,
		foreignIdStatus: 403,
		limitStatus: 400,
		badFilterStatus: 400,
		verifiesEndpoint: false,
		followsRedirects: false,
		copies: 1,
		shuffle: false,
		delayMs: 0,
		echo: true,
	};
}

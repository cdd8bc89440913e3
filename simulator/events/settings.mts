// The settings of the event side: what SAP's documents contradict themselves about or leave open. The
// numbers are rows of the list of open questions.
import { z } from 'zod';
import { certificateFaults, type CertificateFault } from './certificateFaults.mts';

const count = z.number().int().nonnegative();

export const eventSettings = z
	.object({
		/**
		 * What fills companyIds: a company grant, the one company of the app's AllowedPrincipals, or
		 * nothing, as the app may see all companies (api-facts 11).
		 */
		companyIdsFrom: z.enum(['grant', 'allowedPrincipals', 'all']),
		/** 6: what GET /subscriptions/{id} answers. */
		subscriptionShape: z.enum(['array', 'object']),
		/** 3: the topic is always listed under its first name. */
		identityTopicInEvent: z.enum([
			'public.concur.user.profile.identity',
			'public.concur.profile.identity',
		]),
		/** 5 */
		travelDeleteType: z.enum(['TravelProfileDeleted', 'DELETE']),
		/** 2 */
		statusHref: z.enum(['broken', 'right']),
		/** 36 */
		subtopicKey: z.enum(['subtopic', 'subTopic']),
		/** 37: groups, scopes and data of an event. */
		emptyValues: z.enum(['null', 'text', 'list']),
		/** 38 */
		timeStampAs: z.enum(['iso', 'noZone', 'offset', 'date', 'month13']),
		/** 17 */
		signature: z.enum(['pss', 'pkcs1']),
		/** 18 and 71: alternate takes current and next by turns. */
		signingKey: z.enum(['current', 'next', 'alternate', 'unknown']),
		/** 18: true lets the next key sign from now on, once; then it is false again. */
		renewCertificate: z.boolean(),
		/** 18: the kind of the next key, and so of those after it. */
		keyType: z.enum(['rsa', 'ec']),
		/** 17: how a signature by an EC key is written. */
		ecSignature: z.enum(['der', 'ieee-p1363']),
		/** 18: what the developer site's page links: the file there, the one before, one of another host; or no page. */
		certificatePage: z.enum(['current', 'previous', 'elsewhere', 'redirect']),
		/** Absent while all is well. */
		certificateFault: z.enum(certificateFaults).nullable().optional(),
		/** 19: milliseconds of real time. */
		acknowledgeWithinMs: z.number().int().positive(),
		/** 68: milliseconds of the simulator's clock. */
		deletionTakesMs: count,
		/** 67 */
		foreignIdStatus: z.union([z.literal(403), z.literal(409)]),
		/** 67 */
		limitStatus: z.union([z.literal(400), z.literal(409)]),
		/** 67 */
		badFilterStatus: z.union([z.literal(400), z.literal(422)]),
		/** 69 */
		verifiesEndpoint: z.boolean(),
		/** 70 */
		followsRedirects: z.boolean(),
		/** 72: how often each event is delivered. */
		copies: z.number().int().positive(),
		/** 72: each delivery waits up to two seconds of the simulator's clock, by chance. */
		shuffle: z.boolean(),
		/** 72: milliseconds of the simulator's clock before an event is delivered. */
		delayMs: count,
		/** 73: whether writes of the app come back to it as events. */
		echo: z.boolean(),
	})
	.strict();

/** As they are kept: without null, which only switches a setting off. */
export type EventSettings = Omit<z.infer<typeof eventSettings>, 'certificateFault'> & {
	certificateFault?: CertificateFault;
};

/** What a simulator starts with. */
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

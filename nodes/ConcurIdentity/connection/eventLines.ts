// The lines about events, which only SAP Concur Event Trigger needs: topics, subscriptions, and the keys of signatures. Pure.
import intersection from 'lodash/intersection';
import uniq from 'lodash/uniq';
import { readEventPublicKeys } from '../../../credentials/eventPublicKeys';
import { eventDefinitions } from '../../shared/concur/events/eventDefinitions';
import { keySite, sapKeys } from '../../shared/concur/events/sapKeys';
import {
	companiesOf,
	deliversFor,
	mostSubscriptions,
	type Subscription,
} from '../../shared/concur/events/subscriptions';
import { lastKeyEnd } from './keySite';
import {
	addScopes,
	again,
	dayOf,
	daysAhead,
	daysBetween,
	failed,
	notChecked,
	ok,
	warning,
	type Line,
} from './line';
import type { Connection } from './readConnection';

export const eventLines = (connection: Connection): Line[] => [
	topicLine(connection),
	subscriptionLine(connection),
	keyLine(connection),
];

function topicLine({ topics: { problem, value = [] } }: Connection): Line {
	const name = 'Event topics';
	if (problem?.status === 403) return failed(name, problem.message, problem.cure);
	if (problem) return notChecked(name, problem);
	const isMissing = ({ topics }: { topics: string[] }) => intersection(topics, value).length === 0;
	const missing = eventDefinitions.filter(isMissing);
	if (missing.length === 0) {
		return ok(name, `All ${eventDefinitions.length} events of the trigger are offered.`);
	}
	const labels = missing.map(({ label }) => label).join(', ');
	// Any one of a topic's scopes will do (open-questions 4).
	const scopes = uniq(missing.map(({ scopes: ofTopic }) => ofTopic.join(' or ')));
	const isNone = missing.length === eventDefinitions.length;
	return (isNone ? failed : warning)(
		name,
		`SAP Concur does not offer ${isNone ? 'any event' : labels} to this app.`,
		addScopes(scopes),
	);
}

function subscriptionLine({ subscriptions, credential }: Connection): Line {
	const name = 'Event subscriptions';
	const { problem, value = [] } = subscriptions;
	if (problem) return notChecked(name, problem);
	if (value.length === 0) {
		return ok(name, 'None. SAP Concur Event Trigger makes them when its workflow is published.');
	}
	const silent = value.filter((one) => !deliversFor(credential.companyUuid, one));
	if (silent.length === 0) {
		const ids = value.map(({ id }) => id).join(', ');
		return ok(
			name,
			`The app has ${value.length} of at most ${mostSubscriptions}, all for this company: ${ids}.`,
		);
	}
	// Several companies can share an app.
	const isOthers =
		silent.length < value.length && silent.every((one) => companiesOf(one).length > 0);
	return (isOthers ? warning : failed)(
		name,
		silent.map(whySilent).join(' '),
		(isOthers ? 'If other companies use the same app, all is well. Otherwise: ' : '') +
			'Generate a new Company Request Token in SAP Concur, enter it in the credential, and publish the workflow again. If this does not help, ask the owner of the app to add your company to its AllowedPrincipals.',
	);
}

function whySilent(subscription: Subscription): string {
	return companiesOf(subscription).length === 0
		? `The subscription ${subscription.id} delivers no events, because no company is connected to it (companyIds is empty).`
		: `The subscription ${subscription.id} delivers only the events of other companies.`;
}

function keyLine({ credential, keySite: site, now }: Connection): Line {
	const name = 'Event keys';
	const { problem, keys } = readEventPublicKeys(credential.eventPublicKeys);
	if (problem) return failed(name, problem.message, problem.description ?? '');
	const own = keys.filter((one) => !sapKeys.some(({ key }) => key.equals(one))).length;
	const days = daysBetween(now, lastKeyEnd);
	const end = `The newest key of this version belongs to a certificate that ${days < 0 ? 'ended' : 'ends'} on ${dayOf(lastKeyEnd)}.`;
	if (days >= daysAhead) return ok(name, end);
	if (!site?.problem) {
		return ok(name, `${end} The trigger finds the next one at ${keySite}, which n8n can reach.`);
	}
	const cannotFind = `The trigger cannot find the next one, because n8n cannot reach ${keySite}.`;
	const paste = `${site.problem.cure}, or paste SAP's new certificate into 'Event Public Keys' of the credential, ${again}`;
	if (own > 0) {
		return warning(
			name,
			`${end} The credential has ${own} more, but a key does not say whether it is newer or older. ${cannotFind}`,
			`If events arrive, all is well. Otherwise: ${paste}`,
		);
	}
	return (days < 0 ? failed : warning)(name, `${end} ${cannotFind}`, paste);
}

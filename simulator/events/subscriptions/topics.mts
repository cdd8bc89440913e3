// The topics that SAP publishes, with the scopes that list them.

/** Where the events of users and of provisioning are published. */
export const topic = {
	identity: 'public.concur.user.profile.identity',
	spend: 'public.concur.user.profile.spend',
	travel: 'public.concur.user.travel.profile',
	provisioning: 'public.concur.user.provisioning',
	test: 'public.test',
} as const;

/**
 * Any one of the scopes lists the topic. SAP: ess-guide and the page of each topic, which name
 * different scopes for travel profiles (open-questions 4).
 */
const scopesByTopic: Record<string, string[]> = {
	[topic.identity]: ['identity.user.event.read'],
	[topic.spend]: ['spend.user.event.read'],
	[topic.travel]: ['travel.profile.user.event.read', 'travel.user.event.read'],
	[topic.provisioning]: ['user.provision.read'],
	'public.concur.document.tax.compliance': ['document.tax.compliance.read'],
	'public.concur.expense.report': ['expense.report.read', 'expense.report.readwrite'],
	'public.concur.financialintegration': ['FISVC'],
	'public.concur.request': ['travelrequest.write'],
	'public.concur.spend.accountingintegration': ['spend.accountingintegration.read'],
	'public.concur.travel.book': ['travel.trips.booking.read'],
	'public.concur.travel.itinerary': ['travel.itinerary.read'],
	'public.concur.travel.search': ['travelrequest.write'],
};

/** True for a topic that exists, whoever may see it. */
export function isTopic(name: string): boolean {
	return name === topic.test || name in scopesByTopic;
}

/**
 * Returns the topics that a token with these scopes may subscribe to. SAP: v4.event-subscription: none with
 * events.topic.read alone; so public.test, which has no scope of its own, comes with any other topic.
 */
export function topicsFor(scopes: ReadonlySet<string>): string[] {
	const names = Object.entries(scopesByTopic)
		.filter(([, needed]) => needed.some((scope) => scopes.has(scope)))
		.map(([name]) => name);
	return names.length > 0 ? [...names, topic.test] : [];
}

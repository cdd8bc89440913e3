// What an administrator would see of a user, so that tests can say in a few lines what is to be there. It reads SAP Concur's
// documents only, and knows nothing of the nodes' fields.

export type Json = Record<string, unknown>;

const spend = (name: string) => `urn:ietf:params:scim:schemas:extension:spend:2.0:${name}`;
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const payroll = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:Payroll';
const travel = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';

const partOf = (user: Json, name: string) => (user[name] ?? {}) as Json;
const listOf = (part: Json, name: string) => (part[name] ?? []) as Json[];
const filled = (part: Json) =>
	Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== ''));
/** Only what says yes, or is a text: what a preference is by default differs from company to company. */
const byKey = (list: Json[], key: string, value: string) =>
	Object.fromEntries(list.map((entry) => [String(entry[key]), entry[value]]));
const numberOf = (reference: unknown) => (reference as Json | undefined | null)?.employeeNumber;

/** Pure. Lists become objects by their type, references employee numbers, roles '<role>' or '<role>@<group>'. */
export function shown(user: Json) {
	const job = partOf(user, enterprise);
	const { biManager, customData, ...expense } = partOf(user, spend('User'));
	const { manager, ruleClass, customFields, ...trips } = partOf(user, travel);
	return {
		userName: user.userName,
		active: user.active,
		name: filled(partOf(user, 'name')),
		nickName: user.nickName,
		title: user.title,
		dateOfBirth: user.dateOfBirth,
		emails: byKey(listOf(user, 'emails'), 'type', 'value'),
		phones: Object.fromEntries(
			listOf(user, 'phoneNumbers').map(({ type, value, workExtension: ext }) => [
				type,
				ext ? `${String(value)} x${String(ext)}` : value,
			]),
		),
		addresses: Object.fromEntries(
			listOf(user, 'addresses').map(({ type, ...address }) => [type, filled(address)]),
		),
		products: [...((user.entitlements as string[] | undefined) ?? [])].sort(),
		employeeNumber: job.employeeNumber,
		expense: filled(expense),
		biManager: numberOf(biManager),
		custom: byKey((customData as Json[] | undefined) ?? [], 'id', 'value'),
		roles: rolesOf(user),
		approvers: approversOf(partOf(user, spend('Approver'))),
		limits: limitsOf(partOf(user, spend('ApproverLimit'))),
		delegates: delegatesOf(partOf(user, spend('Delegate'))),
		preferences: {
			...partOf(user, spend('UserPreference')),
			...partOf(user, spend('WorkflowPreference')),
			...partOf(user, spend('InvoicePreference')),
		},
		payroll: partOf(user, payroll).adp,
		travel: filled(trips),
		travelClass: (ruleClass as Json | undefined)?.name,
		travelManager: numberOf(manager),
		travelCustom: byKey((customFields as Json[] | undefined) ?? [], 'name', 'value'),
	};
}

export type Shown = ReturnType<typeof shown>;

/** Without those that a product brings along. */
function rolesOf(user: Json): string[] {
	const ofProducts = ['EXP_USER', 'INV_PMT_USER', 'REQ_USER'];
	return listOf(partOf(user, spend('Role')), 'roles')
		.filter(({ roleName }) => !ofProducts.includes(String(roleName)))
		.flatMap(({ roleName, roleGroups }) => {
			const groups = ((roleGroups as string[] | undefined) ?? []).filter(Boolean);
			return groups.length > 0
				? groups.map((one) => `${String(roleName)}@${one}`)
				: [String(roleName)];
		})
		.sort();
}

/** { report: ['1001', '1002 (second)'] } */
function approversOf(part: Json) {
	const lists = Object.keys(part).filter((kind) => listOf(part, kind).length > 0);
	return Object.fromEntries(
		lists.map((kind) => [
			kind,
			listOf(part, kind)
				.map(
					({ approver, primary }) => `${String(numberOf(approver))}${primary ? '' : ' (second)'}`,
				)
				.sort(),
		]),
	);
}

/** { authorizedApprover: ['report US-SALES 5000 USD exceptions level 2'] } */
function limitsOf(part: Json) {
	const lists = ['authorizedApprover', 'costObjectApprover'].filter(
		(kind) => listOf(part, kind).length > 0,
	);
	return Object.fromEntries(
		lists.map((kind) => [
			kind,
			listOf(part, kind)
				.map((limit) =>
					[
						limit.approvalType,
						limit.approvalGroup || '(all)',
						limit.approvalLimit === undefined || limit.approvalLimit === null
							? 'no limit'
							: `${String(Number(limit.approvalLimit))} ${String(limit.reimbursementCurrency)}`,
						...(limit.exceptionApprovalAuthority ? ['exceptions'] : []),
						...(limit.level ? [`level ${String(limit.level as number)}`] : []),
					].join(' '),
				)
				.sort(),
		]),
	);
}

/** { expense: { 1001: ['canPrepare', '2027-01-01..2027-01-31'] } } */
function delegatesOf(part: Json) {
	const lists = Object.keys(part).filter((product) => listOf(part, product).length > 0);
	return Object.fromEntries(
		lists.map((product) => [
			product,
			Object.fromEntries(
				listOf(part, product).map(({ delegate, temporaryDelegation, ...rights }) => {
					const { temporaryDelegationFromDate: from, temporaryDelegationToDate: to } =
						(temporaryDelegation ?? {}) as Json;
					const days = from || to ? [`${day(from)}..${day(to)}`] : [];
					const granted = Object.keys(rights).filter((right) => rights[right] === true);
					return [String(numberOf(delegate)), [...granted, ...days].sort()];
				}),
			),
		]),
	);
}

const day = (time: unknown) => String(time).slice(0, 10);

import {
	extensions,
	isJsonObject,
	urn,
	type JsonObject,
	type ProfilePart,
} from '../../schema/attributes';

/** The attributes of a service that one scope lets a token read; any of them in a response shows that it may. */
type Group = readonly string[];

const ids: Group = ['userName', 'externalId'];
const sensitive: Group = [
	'emails',
	'phoneNumbers',
	'addresses',
	'emergencyContacts',
	'dateOfBirth',
];
const core: Group = [
	'active',
	'displayName',
	'nickName',
	'title',
	'preferredLanguage',
	'timezone',
	'name',
];
const employment: Group = ['companyId', 'employeeNumber', 'startDate'];
const travelPrivate: Group = ['travelCrsName', 'travelNameRemark', 'gender'];

/**
 * Whether an attribute that SAP Concur did not show has no value. Absent alone does not say so: an attribute that the token
 * cannot read is missing from the response (api-facts 4). It does where its service was read as a whole, and another one that
 * needs the same scope was shown, or the service has nothing of the user.
 * @param read the services that were asked for all that concerns the user
 */
export function isKnownToBeEmpty(
	schema: string,
	name: string,
	existing: JsonObject,
	read: readonly ProfilePart[],
): boolean {
	const area = extensions[schema]?.area;
	if (area === undefined || !read.includes(area)) return false;
	const own = schema === urn.core ? existing : existing[schema];
	const shows = (group: Group) => isJsonObject(own) && group.some((one) => own[one] !== undefined);
	if (schema === urn.core) {
		const group = [ids, sensitive, core].find((one) => one.includes(name));
		return group !== undefined && shows(group);
	}
	if (schema === urn.enterprise) return shows(employment);
	if (area === 'identity') return false;
	if (schema === urn.travel && isJsonObject(own)) {
		return !travelPrivate.includes(name) || shows(travelPrivate);
	}
	return true;
}

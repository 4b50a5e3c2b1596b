-- AlterTable
ALTER TABLE "revision" ADD COLUMN     "user_id" UUID;

-- Of those whose name only one person has.
update "revision" r set "user_id" = u.id from "user" u
  where u.name = r."by" and (select count(*) from "user" other where other.name = u.name) = 1;

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agencies", "0005_names_in_byte_order")]

    operations = []
